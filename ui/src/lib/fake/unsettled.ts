/** What becomes of the replies that the fake desk has not settled. */
import type { ReplyState } from "../bindings/ReplyState";

export const SETTLED = new Set(["sent", "discarded", "draft"]);

/** Unsettled replies, by what becomes of them. */
export function counted(states: ReplyState[]) {
  const in_doubt = states.filter((state) => state.state === "in_doubt").length;
  const stopped = states.filter(needsYou).length - in_doubt;
  return { leaving: states.length - in_doubt - stopped, in_doubt, stopped };
}

export function needsYou(state: ReplyState): boolean {
  return (
    state.state === "in_doubt" || state.state === "failed" || state.state.startsWith("returned")
  );
}
