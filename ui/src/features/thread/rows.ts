/** A thread's rows: a day's name before its first message, and where messages may be missing. */
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import type { UnreadSpan } from "$lib/bindings/UnreadSpan";
import { dayAround } from "$lib/time";

export type ThreadRow =
  | { row: "earlier"; key: string }
  | { row: "later"; key: string }
  | { row: "day"; key: string; at: number }
  | { row: "unread"; key: string; span: UnreadSpan }
  | { row: "item"; key: string; item: ThreadItem };

export function itemAt(item: ThreadItem): number {
  return item.item === "reply" ? item.released_at : item.at;
}

/** Spans that lie before or behind everything shown are for the other pages, if there are some. */
export function threadRows(
  items: readonly ThreadItem[],
  earlier: string | null = null,
  spans: readonly UnreadSpan[] = [],
  later: string | null = null,
): ThreadRow[] {
  const start = items[0] && earlier !== null ? itemAt(items[0]) : -Infinity;
  const left = spans.filter((span) => span.to >= start).reverse();
  const unread = (span: UnreadSpan): ThreadRow => ({
    row: "unread",
    key: `unread-${span.from}-${span.to}`,
    span,
  });
  const rows: ThreadRow[] = earlier === null ? [] : [{ row: "earlier", key: `before-${earlier}` }];
  let shown = { from: 0, to: 0 };
  for (const item of items) {
    const at = itemAt(item);
    // Where a span ends is where what came after it begins.
    while (left[0] && left[0].to <= at) rows.push(...left.splice(0, 1).map(unread));
    if (at < shown.from || at >= shown.to) {
      shown = dayAround(at);
      rows.push({ row: "day", key: `day-${at}`, at });
    }
    rows.push({ row: "item", key: `${item.item}-${item.id}`, item });
  }
  if (later === null) rows.push(...left.map(unread));
  else rows.push({ row: "later", key: `after-${later}` });
  return rows;
}
