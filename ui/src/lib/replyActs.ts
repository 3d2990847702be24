/**
 * What a person can do about a reply, by its state and by whether they look at
 * its conversation. What may be done is the desk's decision; this offers only
 * what its transition table allows.
 */
import type { ReplyView } from "./bindings/ReplyView";

export type ReplyAct =
  | "undo"
  | "send_now"
  | "take_back"
  | "change_time"
  | "cancel"
  | "edit"
  | "try_again"
  | "look"
  | "send_all_the_same"
  | "send_unread"
  | "skip"
  | "discard"
  | "see_doubt"
  | "give_back"
  | "arrived";

/**
 * Whether its conversation is in sight (`yes`); where it is not, a reply that the
 * conversation went past leads there (`no`) or may be decided on the spot (`ask`).
 */
export type Looking = "yes" | "no" | "ask";

/** Those that bring the text back to where one writes. */
export const TAKES_BACK: ReadonlySet<ReplyAct> = new Set(["undo", "take_back", "cancel", "edit"]);

const AGAIN: Record<Looking, ReplyAct> = {
  yes: "send_all_the_same",
  no: "look",
  ask: "send_unread",
};

export function actsOf(
  reply: Pick<ReplyView, "state" | "may_be_skipped">,
  looking: Looking,
): ReplyAct[] {
  const skip: ReplyAct[] = reply.may_be_skipped ? ["skip"] : [];
  switch (reply.state.state) {
    case "held":
      return ["undo", "send_now"];
    case "scheduled":
      return ["change_time", "edit", "cancel"];
    case "queued":
      return ["take_back", "discard"];
    case "waiting_for_approval":
    case "waiting_offline":
    case "waiting_rate_limit":
    case "waiting_trouble":
    case "waiting_account_stopped":
    case "waiting_picture":
      return ["take_back", ...skip, "discard"];
    case "in_doubt":
      return ["see_doubt", "arrived", "give_back"];
    case "failed":
    case "returned_look_gone":
    case "returned_forbidden":
    case "returned_old":
    case "returned_never_wrote":
    case "returned_picture_refused":
    case "returned_window_over":
    case "returned_approval_void":
    case "returned_by_person":
    case "returned_restored":
      return ["try_again", "edit", ...skip, "discard"];
    case "returned_stale":
      return [AGAIN[looking], "edit", ...skip, "discard"];
    case "draft":
    case "sending":
    case "sent":
    case "discarded":
      return [];
  }
}
