/** What the fake desk shows of a reply in doubt: two readings, nothing found yet. */
import type { DoubtView } from "../bindings/DoubtView";
import type { Person } from "../bindings/Person";
import type { ReplyView } from "../bindings/ReplyView";

const MINUTE = 60_000;

export function doubtOf(accountName: string, customer: Person, reply: ReplyView): DoubtView {
  const since = reply.state.state === "in_doubt" ? reply.state.since : reply.released_at;
  const isOpen = reply.state.state === "in_doubt";
  return {
    account_name: accountName,
    customer,
    reply,
    attempt: 1,
    begun_at: reply.released_at,
    ended_at: isOpen ? since : null,
    readings: [
      {
        at: since + 5_000,
        says: "no_witness",
        back_to: since - 40 * MINUTE,
        newest: since - 2 * MINUTE,
        candidates: 0,
      },
      {
        at: since + MINUTE + 5_000,
        says: "no_witness",
        back_to: since - 39 * MINUTE,
        newest: since - MINUTE,
        candidates: 1,
      },
    ],
    candidates: [
      {
        event: "1893000000000000001",
        at: since + 20 * MINUTE,
        text: reply.text,
        likeness: "from_elsewhere",
      },
    ],
    next: isOpen
      ? { next: "ask_person", why: "looks_alike", reads_again_at: since + 3 * MINUTE }
      : { next: "settled" },
  };
}
