/** A message's text cut at the links that the desk found in it; nothing is looked for here. */
import type { LinkTarget } from "$lib/bindings/LinkTarget";
import type { TextLink } from "$lib/bindings/TextLink";

export interface Piece {
  text: string;
  /** Null for what is no link. */
  target: LinkTarget | null;
}

export function pieces(text: string, links: readonly TextLink[]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) cut.push({ text: text.slice(at, to), target: null });
  };
  for (const { start, end, target } of links) {
    plain(start);
    cut.push({ text: text.slice(start, end), target });
    at = end;
  }
  plain(text.length);
  return cut;
}

/** What stands behind a host is shown up to here; of what is longer, both ends. */
const SHOWN = 44;
const HEAD = 26;
const TAIL = 14;

/** A long rest of an address in three parts, of which the middle one is not seen. */
export function folded(rest: string): { head: string; middle: string; tail: string } {
  if (rest.length <= SHOWN) return { head: rest, middle: "", tail: "" };
  return {
    head: rest.slice(0, HEAD),
    middle: rest.slice(HEAD, -TAIL),
    tail: rest.slice(-TAIL),
  };
}
