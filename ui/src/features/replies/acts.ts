/** What a person can do about a reply: the command, its word, and the question where it is asked once. */
import { m } from "$messages";
import type { ReplyAct } from "$lib/reply";

type ReplyCommand =
  "reply_take_back" | "reply_try_again" | "reply_return" | "reply_arrived" | "reply_discard";

export const ACTS: Record<ReplyAct, { command: ReplyCommand; word: () => string }> = {
  take_back: { command: "reply_take_back", word: m.act_take_back },
  edit: { command: "reply_take_back", word: m.act_edit },
  try_again: { command: "reply_try_again", word: m.act_try_again },
  discard: { command: "reply_discard", word: m.act_discard },
  give_back: { command: "reply_return", word: m.act_give_back },
  arrived: { command: "reply_arrived", word: m.act_arrived },
};

/** Acts that cannot be undone, or that may end in a second message, ask once. */
export const ASKS: Partial<Record<ReplyAct, () => { title: string; text: string; yes: string }>> = {
  discard: () => ({
    title: m.ask_discard_title(),
    text: m.ask_discard(),
    yes: m.ask_discard_yes(),
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
