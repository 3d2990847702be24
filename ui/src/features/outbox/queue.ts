/**
 * The outbox as one queue: first what needs a person, then the rest in the order
 * in which it leaves, and last what waits behind a decision. What leaves at the
 * same time stays in the order in which it was given.
 */
import type { OutboxRow } from "$lib/bindings/OutboxRow";
import { leavingOrder } from "$lib/leaves";
import { standing } from "$lib/reply";
import { clockOrDay } from "$lib/time";
import { m } from "$messages";

export type Part = "needs_you" | "leaving" | "held_up";

export interface Queued {
  part: Part;
  title: string;
  rows: OutboxRow[];
}

const TITLES: [Part, () => string][] = [
  ["needs_you", m.outbox_needs_you],
  ["leaving", m.outbox_leaving],
  ["held_up", m.outbox_held_up],
];

export function queue(rows: readonly OutboxRow[]): Queued[] {
  const sorted = [...rows].sort(
    (a, b) => leavingOrder(a.reply.leaves) - leavingOrder(b.reply.leaves),
  );
  return TITLES.map(([part, title]) => ({
    part,
    title: title(),
    rows: sorted.filter((row) => partOf(row) === part),
  })).filter((one) => one.rows.length > 0);
}

/** `12 replies, the last leaves about 14:32.`, as far as that can be told. */
export function forecast(rows: readonly OutboxRow[], stopped: boolean, now: number): string {
  const count = rows.length;
  if (count === 0) return "";
  if (stopped) return m.outbox_forecast_stopped({ count });
  const open = rows.filter((row) => row.reply.leaves?.leaves !== "at" && !leaving(row)).length;
  const last = Math.max(
    ...rows.map(({ reply }) => (reply.leaves?.leaves === "at" ? reply.leaves.at : 0)),
  );
  if (last === 0) return m.outbox_forecast_none({ count });
  const time = clockOrDay(last, now);
  return open === 0
    ? m.outbox_forecast({ count, time })
    : m.outbox_forecast_some({ count: count - open, open, time });
}

const leaving = (row: OutboxRow) => row.reply.leaves?.leaves === "now";

function partOf({ reply }: OutboxRow): Part {
  if (standing(reply, 0, "network").group === "needs_you") return "needs_you";
  return reply.leaves?.leaves === "behind_decision" ? "held_up" : "leaving";
}
