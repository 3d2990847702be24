/** How far an inbox is behind, in sentences. */
import { m } from "$messages";
import type { BehindView } from "./bindings/BehindView";
import { clockOrDay, number } from "./time";

export function behindWords(behind: BehindView, now: number): string {
  const span = { from: clockOrDay(behind.from, now), to: clockOrDay(behind.to, now) };
  const what =
    behind.messages === null
      ? m.behind_span(span)
      : m.behind_messages({ ...span, count: behind.messages, messages: number(behind.messages) });
  return `${what} ${outlook(behind, now)}`;
}

function outlook({ catches_up: ends }: BehindView, now: number): string {
  switch (ends.when) {
    case "by":
      return m.behind_by({ time: clockOrDay(ends.at, now) });
    case "not_at_this_rate":
      return m.behind_not_at_this_rate();
    case "unknown":
      return m.behind_unknown();
  }
}
