import type { LookView } from "./bindings/LookView";

/** The line that customers on a network see: the look's own line for it, where it has one. */
export function lineOn(network: "x", look: Pick<LookView, "line" | "own_lines">): string {
  return look.own_lines.find((own) => own.network === network)?.line ?? look.line;
}
