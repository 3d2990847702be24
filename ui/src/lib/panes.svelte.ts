/** How wide the panes are, in rem. Remembered on this machine; never outside the bounds. */

export interface Pane {
  least: number;
  most: number;
  usual: number;
}

export const PANES = {
  list: { least: 14, most: 28, usual: 19.75 },
  customer: { least: 16, most: 28, usual: 18 },
} satisfies Record<string, Pane>;

export type PaneName = keyof typeof PANES;

const key = (name: PaneName) => `pane-${name}`;

function bounded(name: PaneName, size: number): number {
  const { least, most, usual } = PANES[name];
  return Number.isFinite(size) ? Math.min(most, Math.max(least, size)) : usual;
}

/** The machine's own notes; without them the panes are as wide as usual. */
function remembered(name: PaneName): number {
  try {
    return bounded(name, parseFloat(localStorage.getItem(key(name)) ?? ""));
  } catch {
    return PANES[name].usual;
  }
}

export class Panes {
  #sizes = $state<Record<PaneName, number>>({
    list: remembered("list"),
    customer: remembered("customer"),
  });

  size(name: PaneName): number {
    return this.#sizes[name];
  }

  resize(name: PaneName, size: number) {
    this.#sizes[name] = bounded(name, size);
    try {
      localStorage.setItem(key(name), String(this.#sizes[name]));
    } catch {
      // It holds for this session.
    }
  }
}

export const panes = new Panes();
