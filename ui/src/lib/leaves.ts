/** When a reply is expected to leave, in words. */
import { m } from "$messages";
import type { Leaves } from "./bindings/Leaves";
import type { ReplyView } from "./bindings/ReplyView";
import { clockOrDay } from "./time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `leaves in 4 min, about 14:32`; empty where it has left. */
export function leavesWord(leaves: Leaves | null, now: number): string {
  switch (leaves?.leaves) {
    case undefined:
      return "";
    case "now":
      return m.leaves_now();
    case "at":
      return leaves.at - now < MINUTE
        ? m.leaves_soon({ time: clockOrDay(leaves.at, now) })
        : m.leaves_at({ wait: until(leaves.at - now), time: clockOrDay(leaves.at, now) });
    case "when_decided":
      return m.leaves_when_decided();
    case "behind_decision":
      return m.leaves_behind_decision();
    case "when_resumed":
      return m.leaves_when_resumed();
    case "unknown":
      return m.leaves_unknown();
  }
}

/**
 * Whether its state says already when it leaves: it is held or scheduled, and nothing
 * keeps it longer; or it may have left.
 */
export function saysItsTime({ state, leaves }: Pick<ReplyView, "state" | "leaves">): boolean {
  if (state.state === "in_doubt") return true;
  if (leaves?.leaves !== "at") return false;
  if (state.state === "held") return leaves.at - state.until < MINUTE;
  return state.state === "scheduled" && leaves.at - state.at < MINUTE;
}

/** `4 min`, `2 h`, `3 d`: rounded to what one plans by. */
function until(wait: number): string {
  if (wait < 90 * MINUTE) return m.waited_minutes({ minutes: Math.round(wait / MINUTE) });
  if (wait < 36 * HOUR) return m.leaves_hours({ hours: Math.round(wait / HOUR) });
  return m.waited_days({ days: Math.round(wait / (24 * HOUR)) });
}

/** Those that leave first come first; those that nobody can tell come last. */
export function leavingOrder(leaves: Leaves | null): number {
  if (leaves?.leaves === "at") return leaves.at;
  return leaves?.leaves === "now" ? 0 : Number.MAX_SAFE_INTEGER;
}
