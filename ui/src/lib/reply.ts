/**
 * A reply's state for a person: one word, its tone, why it is so, and whether it
 * goes on by itself. What can be done about it is in `replyActs`.
 */
import { m } from "$messages";
import type { Place } from "./bindings/Place";
import type { ReplyView } from "./bindings/ReplyView";
import { clockOrDay } from "./time";
import { differs, timeIn, zoneWord } from "./zones";
import { quote } from "./words";

export type Tone = "quiet" | "ok" | "warn" | "bad";
export type Mark = "clock" | "going" | "wait" | "sent" | "doubt" | "failed" | "returned" | "away";
export type OutboxGroup = "needs_you" | "now" | "waiting" | "later";

export interface ReplyStanding {
  word: string;
  why: string;
  tone: Tone;
  mark: Mark;
  group: OutboxGroup;
}

export function standing(
  reply: Pick<ReplyView, "state" | "behind_another">,
  now: number,
  at: Place["at"],
): ReplyStanding {
  const { state } = reply;
  const when = (moment: number) => clockOrDay(moment, now);
  const unsent = { tone: "quiet" } as const;
  const waits = { tone: "warn", mark: "wait", group: "waiting" } as const;
  switch (state.state) {
    case "draft":
      return {
        word: m.state_draft(),
        why: "",
        tone: "quiet",
        mark: "away",
        group: "later",
      };
    case "waiting_for_approval":
      return {
        ...unsent,
        word: m.state_waiting_for_approval(),
        why: m.why_approval(),
        mark: "wait",
        group: "waiting",
      };
    case "held":
      return {
        ...unsent,
        word: m.state_held_for({ seconds: Math.max(0, Math.ceil((state.until - now) / 1_000)) }),
        why: m.why_held({ time: when(state.until) }),
        mark: "clock",
        group: "now",
      };
    case "scheduled":
      return {
        ...unsent,
        word: m.state_scheduled_in({
          time: timeIn(state.at, state.zone),
          zone: zoneWord(state.zone),
        }),
        why: differs(state.at, state.zone)
          ? m.why_scheduled_here({
              time: timeIn(state.at, state.zone),
              zone: zoneWord(state.zone),
              here: when(state.at),
            })
          : m.why_scheduled({ time: when(state.at) }),
        mark: "clock",
        group: "later",
      };
    case "queued":
      return reply.behind_another
        ? { ...unsent, word: m.state_behind(), why: m.why_behind(), mark: "wait", group: "waiting" }
        : { ...unsent, word: m.state_queued(), why: m.why_queued(), mark: "clock", group: "now" };
    case "waiting_offline":
      return {
        ...waits,
        word: m.state_waiting_offline(),
        why: m.why_waiting_offline({ time: when(state.until) }),
      };
    case "waiting_rate_limit":
      return {
        ...waits,
        tone: "quiet",
        word: m.state_waiting_rate_limit({ time: when(state.until) }),
        why: m.why_waiting_rate_limit({ time: when(state.until) }),
      };
    case "waiting_trouble":
      return {
        ...waits,
        word: m.state_waiting_trouble(),
        why: m.why_waiting_trouble({ said: quote(state.said), time: when(state.until) }),
      };
    case "waiting_picture":
      return {
        ...waits,
        word: m.state_waiting_picture(),
        why:
          state.said === null
            ? m.why_waiting_picture({ time: when(state.until) })
            : m.why_waiting_picture_said({ said: quote(state.said), time: when(state.until) }),
      };
    case "waiting_account_stopped":
      // Without the network's words it was this machine: the vault, or the way to the account.
      if (state.said === null)
        return {
          ...waits,
          word: m.state_waiting_out_of_reach(),
          why: m.why_waiting_out_of_reach({ time: when(state.until) }),
        };
      return {
        ...waits,
        word: m.state_waiting_account_stopped(),
        why: m.why_waiting_account_stopped({ said: quote(state.said), time: when(state.until) }),
      };
    case "sending":
      return {
        word: m.state_sending(),
        why: "",
        tone: "quiet",
        mark: "going",
        group: "now",
      };
    case "sent":
      return {
        word: m.state_sent({ time: when(state.at) }),
        why: "",
        tone: "ok",
        mark: "sent",
        group: "now",
      };
    case "in_doubt":
      return {
        word: m.state_in_doubt(),
        why: at === "practice" ? m.why_in_doubt_practice() : m.why_in_doubt(),
        tone: "warn",
        mark: "doubt",
        group: "needs_you",
      };
    case "failed":
      return {
        word: m.state_failed(),
        why: m.why_failed({ said: quote(state.said) }),
        tone: "bad",
        mark: "failed",
        group: "needs_you",
      };
    case "returned_look_gone":
      return returned(m.why_returned_look_gone());
    case "returned_forbidden":
      return returned(m.why_returned_forbidden());
    case "returned_stale":
      return returned(m.why_returned_stale());
    case "returned_old":
      return returned(m.why_returned_old());
    case "returned_picture_refused":
      return returned(
        state.said === null
          ? m.why_returned_picture()
          : m.why_returned_picture_said({ said: quote(state.said) }),
      );
    case "returned_never_wrote":
      return returned(m.why_returned_never_wrote());
    case "returned_window_over":
      return returned(m.why_returned_window_over());
    case "returned_approval_void":
      return returned(m.why_returned_approval_void());
    case "returned_by_person":
      return returned(m.why_returned_by_person());
    case "returned_restored":
      return returned(m.why_returned_restored());
    case "discarded":
      return {
        word: m.state_discarded(),
        why: m.why_discarded(),
        tone: "quiet",
        mark: "away",
        group: "later",
      };
  }
}

/**
 * The word for a state by the engine's name of it, as an error carries it:
 * without the time that belongs to it. A name that is not known here is shown
 * with spaces.
 */
export function stateWord(name: string): string {
  if (name.startsWith("returned")) return m.state_returned();
  if (name.startsWith("waiting") && name !== "waiting_for_approval") return m.state_waiting();
  return WORDS[name]?.() ?? name.replaceAll("_", " ");
}

const WORDS: Record<string, () => string> = {
  draft: m.state_draft,
  waiting_for_approval: m.state_waiting_for_approval,
  held: m.state_held_now,
  scheduled: m.state_scheduled_now,
  queued: m.state_queued,
  sending: m.state_sending,
  sent: m.outcome_sent,
  in_doubt: m.state_in_doubt,
  failed: m.state_failed,
  discarded: m.state_discarded,
};

function returned(why: string): ReplyStanding {
  return {
    word: m.state_returned(),
    why,
    tone: "warn",
    mark: "returned",
    group: "needs_you",
  };
}
