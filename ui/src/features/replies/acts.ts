/**
 * What a person can do about a reply: its word, the command where it is one, and
 * the question where it is asked once.
 */
import { m } from "$messages";
import type { Desk } from "$lib/desk";
import type { ReplyAct } from "$lib/replyActs";

/** Acts that open something to decide in, and are no command yet. */
export type Lead = "look" | "change_time" | "see_doubt";
type Command = Exclude<ReplyAct, Lead>;

export const WORDS: Record<ReplyAct, () => string> = {
  undo: m.act_undo,
  send_now: m.act_send_now,
  take_back: m.act_take_back,
  change_time: m.act_change_time,
  cancel: m.act_cancel,
  edit: m.act_edit,
  try_again: m.act_try_again,
  look: m.act_look,
  send_all_the_same: m.act_send_all_the_same,
  send_unread: m.act_send_all_the_same,
  skip: m.act_skip,
  discard: m.act_discard,
  see_doubt: m.act_see_doubt,
  give_back: m.act_give_back,
  arrived: m.act_arrived,
};

const LEADS: ReadonlySet<ReplyAct> = new Set(["look", "change_time", "see_doubt"] satisfies Lead[]);

export const leads = (act: ReplyAct): act is Lead => LEADS.has(act);

/** Carries out an act; `seen` is how far this person sees the conversation, if they do. */
export function act(desk: Desk, what: Command, reply: string, seen: number | null) {
  switch (what) {
    case "undo":
    case "take_back":
    case "cancel":
    case "edit":
      return desk.call("reply_take_back", { reply });
    case "send_now":
      return desk.call("reply_let_go", { reply });
    case "try_again":
    case "send_all_the_same":
    case "send_unread":
      return desk.call("reply_try_again", { reply, seen });
    case "skip":
      return desk.call("reply_skip", { reply });
    case "discard":
      return desk.call("reply_discard", { reply });
    case "give_back":
      return desk.call("reply_return", { reply });
    case "arrived":
      return desk.call("reply_arrived", { reply });
  }
}

/** Acts that cannot be undone, or that may end in a second message, ask once. */
export const ASKS: Partial<Record<ReplyAct, () => { title: string; text: string; yes: string }>> = {
  discard: () => ({
    title: m.ask_discard_title(),
    text: m.ask_discard(),
    yes: m.ask_discard_yes(),
  }),
  send_unread: () => ({
    title: m.ask_send_unread_title(),
    text: m.ask_send_unread(),
    yes: m.ask_send_unread_yes(),
  }),
  skip: () => ({
    title: m.ask_skip_title(),
    text: m.ask_skip(),
    yes: m.ask_skip_yes(),
  }),
  give_back: () => ({
    title: m.ask_give_back_title(),
    text: m.ask_give_back(),
    yes: m.ask_give_back_yes(),
  }),
  arrived: () => ({
    title: m.ask_arrived_title(),
    text: m.ask_arrived(),
    yes: m.ask_arrived_yes(),
  }),
};
