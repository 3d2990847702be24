/** What there is to choose, in words. */
import type { Closing } from "$lib/bindings/Closing";
import type { Notify } from "$lib/bindings/Notify";
import type { SingleKeys } from "$lib/bindings/SingleKeys";
import { m } from "$messages";

interface Option<T> {
  value: T;
  word: string;
  story?: string;
}

export const closings = (): Option<Closing>[] => [
  { value: "ask", word: m.settings_closing_ask(), story: m.settings_closing_ask_story() },
  {
    value: "keep_running",
    word: m.settings_closing_keep_running(),
    story: m.settings_closing_keep_running_story(),
  },
  { value: "quit", word: m.settings_closing_quit(), story: m.settings_closing_quit_story() },
];

export const notifications = (): Option<Notify>[] => [
  { value: "off", word: m.settings_notify_off() },
  {
    value: "without_text",
    word: m.settings_notify_without_text(),
    story: m.settings_notify_without_text_story(),
  },
  {
    value: "with_text",
    word: m.settings_notify_with_text(),
    story: m.settings_notify_with_text_story(),
  },
];

export const singleKeys = (): Option<SingleKeys>[] => [
  { value: "on", word: m.settings_single_keys_on() },
  { value: "off", word: m.settings_single_keys_off() },
];
