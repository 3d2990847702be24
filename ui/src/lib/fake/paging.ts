/** Conversations part by part, as the desk gives them: at most fifty messages each. */
import type { ConversationPage } from "../bindings/ConversationPage";
import type { ErrorCode } from "../errors";
import type { Talk } from "./world";

const PAGE = 50;

export function newest({ items }: Talk): ConversationPage {
  return part(items, Math.max(0, items.length - PAGE), items.length);
}

export function before({ items }: Talk, id: string): ConversationPage {
  const end = at(items, id);
  return { ...part(items, Math.max(0, end - PAGE), end), later: null };
}

export function after({ items }: Talk, id: string): ConversationPage {
  const start = at(items, id) + 1;
  return { ...part(items, start, Math.min(items.length, start + PAGE)), earlier: null };
}

export function around({ items }: Talk, id: string): ConversationPage {
  const place = at(items, id);
  return part(items, Math.max(0, place - PAGE / 2), Math.min(items.length, place + PAGE / 2));
}

function at(items: Talk["items"], id: string): number {
  const place = items.findIndex((item) => item.item !== "reply" && item.id === id);
  if (place < 0) throw { code: "unknown_message" } satisfies ErrorCode;
  return place;
}

function part(items: Talk["items"], start: number, end: number): ConversationPage {
  const page = items.slice(start, end);
  return {
    items: page,
    earlier: start > 0 ? (page[0]?.id ?? null) : null,
    later: end < items.length ? (page.at(-1)?.id ?? null) : null,
  };
}
