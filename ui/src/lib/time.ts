/** Moments in words, by the reader's locale and zone. All moments are UTC milliseconds. */
import { m } from "$messages";
import { locale } from "./locale";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From here on a wait is a long one. */
export const LONG_WAIT = HOUR;

const clockFormat = new Intl.DateTimeFormat(locale(), {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayFormat = new Intl.DateTimeFormat(locale(), {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const fullFormat = new Intl.DateTimeFormat(locale(), {
  dateStyle: "medium",
  timeStyle: "medium",
  hourCycle: "h23",
});

const numberFormat = new Intl.NumberFormat(locale());

/** `1,204` */
export function number(value: number): string {
  return numberFormat.format(value);
}

/** `09:16` */
export function clock(at: number): string {
  return clockFormat.format(at);
}

/** `22 Nov 2026, 09:16:04` */
export function moment(at: number): string {
  return fullFormat.format(at);
}

/** `09:16` today, else with its day. */
export function clockOrDay(at: number, now: number): string {
  return sameDay(at, now) ? clock(at) : `${dayFormat.format(at)} ${clock(at)}`;
}

/** `Today`, `Yesterday` or the date. */
export function day(at: number, now: number): string {
  if (sameDay(at, now)) return m.thread_today();
  if (sameDay(at, now - DAY)) return m.thread_yesterday();
  return dayFormat.format(at);
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** The day of a moment: from its midnight to before the next. */
export function dayAround(at: number): { from: number; to: number } {
  const midnight = new Date(at);
  midnight.setHours(0, 0, 0, 0);
  const from = midnight.getTime();
  midnight.setDate(midnight.getDate() + 1);
  return { from, to: midnight.getTime() };
}

/** How long somebody has waited: `4 min`, `2 h 10`, `3 d`. */
export function waited(since: number, now: number): string {
  const passed = Math.max(0, now - since);
  if (passed < MINUTE) return m.waited_now();
  if (passed < HOUR) return m.waited_minutes({ minutes: Math.floor(passed / MINUTE) });
  if (passed < DAY) {
    const minutes = Math.floor((passed % HOUR) / MINUTE);
    return m.waited_hours({
      hours: Math.floor(passed / HOUR),
      minutes: String(minutes).padStart(2, "0"),
    });
  }
  return m.waited_days({ days: Math.floor(passed / DAY) });
}
