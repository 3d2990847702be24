/** What a person is asked before the window goes: which replies leave by themselves later, and which do not. */
import type { ClosingQuestion } from "$lib/bindings/ClosingQuestion";
import { m } from "$messages";

export function titleOf({ leaving, in_doubt, stopped }: ClosingQuestion): string {
  return leaving > 0
    ? m.closing_title({ count: leaving })
    : m.closing_title_yours({ count: in_doubt + stopped });
}

export function textOf({ leaving, in_doubt, stopped, wish }: ClosingQuestion): string {
  return [
    wish === "quit" && leaving > 0 ? m.closing_quit({ count: leaving }) : "",
    in_doubt > 0 ? m.closing_in_doubt({ count: in_doubt }) : "",
    stopped > 0 ? m.closing_stopped({ count: stopped }) : "",
    wish === "close" ? m.closing_close() : "",
  ]
    .filter(Boolean)
    .join("\n");
}
