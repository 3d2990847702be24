/**
 * What a view is to begin with, said by whoever leads there: the palette finds
 * a persona, a command begins a form. Taken once, when the view is drawn.
 */
export type Wish =
  | { wish: "persona"; id: string }
  | { wish: "new_persona" }
  | { wish: "connect" }
  | { wish: "new_application"; account?: string }
  | { wish: "write" };

let waiting: Wish | undefined;

export function wishFor(wish: Wish) {
  waiting = wish;
}

/** What is waiting, if it is of this sort. */
export function taken<W extends Wish["wish"]>(wish: W): Extract<Wish, { wish: W }> | undefined {
  if (waiting?.wish !== wish) return undefined;
  const found = waiting as Extract<Wish, { wish: W }>;
  waiting = undefined;
  return found;
}
