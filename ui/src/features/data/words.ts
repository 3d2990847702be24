/** Backups and what they hold, in words. */
import type { BackupView } from "$lib/bindings/BackupView";
import type { DataCounts } from "$lib/bindings/DataCounts";
import type { RestorePreview } from "$lib/bindings/RestorePreview";
import type { RetentionPreview } from "$lib/bindings/RetentionPreview";
import { locale } from "$lib/locale";
import { moment, number } from "$lib/time";
import { m } from "$messages";

const MEGABYTE = 1_000_000;
const megabytes = new Intl.NumberFormat(locale(), {
  style: "unit",
  unit: "megabyte",
  maximumFractionDigits: 1,
});

/** `2.4 MB` */
export function size(bytes: number): string {
  return megabytes.format(bytes / MEGABYTE);
}

export function why({ why: reason }: BackupView): string {
  return reason.why === "regular" ? m.backup_regular() : m.backup_before_update();
}

export function holds(counts: DataCounts | null): string {
  if (!counts) return m.backup_unreadable();
  return m.backup_holds({
    conversations: number(counts.conversations),
    messages: number(counts.messages),
    personas: number(counts.personas),
  });
}

/** What going back means, one thing a line. */
export function restoring({ backup, come_back, now }: RestorePreview): string {
  return [
    m.restore_then({ holds: holds(backup.counts) }),
    m.restore_now({ holds: holds(now) }),
    m.restore_missing({ at: moment(backup.made_at) }),
    m.restore_come_back({ count: number(come_back) }),
    m.restore_set_aside(),
  ].join("\n");
}

/** What is deleted at once, one thing a line. */
export function deleting({ days, deletes }: { days: number; deletes: RetentionPreview }): string {
  const { first_at, last_at } = deletes;
  return [
    m.retention_before({ at: moment(deletes.before) }),
    m.retention_counts({
      messages: number(deletes.messages),
      conversations: number(deletes.conversations),
      customers: number(deletes.customers),
    }),
    first_at !== null && last_at !== null
      ? m.retention_dates({ first: moment(first_at), last: moment(last_at) })
      : "",
    deletes.held_back > 0 ? m.retention_held_back({ count: number(deletes.held_back) }) : "",
    m.retention_daily({ days: number(days) }),
  ]
    .filter(Boolean)
    .join("\n");
}
