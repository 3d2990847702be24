/** A thread's rows: a day's name before its first message. */
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import { sameDay } from "$lib/time";

export type ThreadRow =
  { row: "day"; key: string; at: number } | { row: "item"; key: string; item: ThreadItem };

export function itemAt(item: ThreadItem): number {
  return item.item === "reply" ? item.released_at : item.at;
}

export function threadRows(items: readonly ThreadItem[]): ThreadRow[] {
  let last: number | undefined;
  return items.flatMap((item): ThreadRow[] => {
    const at = itemAt(item);
    const rows: ThreadRow[] = [{ row: "item", key: `${item.item}-${item.id}`, item }];
    if (last === undefined || !sameDay(last, at))
      rows.unshift({ row: "day", key: `day-${at}`, at });
    last = at;
    return rows;
  });
}
