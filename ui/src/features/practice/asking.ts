/** What a person writes into the panel's fields, read once. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export { DAY, HOUR };

/** The clock moves at most this far at once. */
export const FARTHEST = 365 * DAY;

/** A whole number in its bounds, or nothing. */
export function whole(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,9}$/u.test(text.trim())) return undefined;
  const number = Number(text.trim());
  return number >= least && number <= most ? number : undefined;
}

/** A name that a kept state can have. */
export function keptName(text: string): string | undefined {
  const name = text.trim();
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u.test(name) ? name : undefined;
}

/** How a date field writes a moment in this machine's zone: `2026-11-22T09:16`. */
export function fieldOf(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * MINUTE);
  return shifted.toISOString().slice(0, 16);
}

/** The moment in a date field, in this machine's zone. */
export function momentOf(field: string): number | undefined {
  const at = new Date(field).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** A new seed that is easy to say. */
export const someSeed = () => String(Math.floor(Math.random() * 9000) + 1000);

/** Whole days, hours and minutes of a span. */
export function parts(span: number): { days: number; hours: number; minutes: number } {
  return {
    days: Math.floor(span / DAY),
    hours: Math.floor((span % DAY) / HOUR),
    minutes: Math.floor((span % HOUR) / MINUTE),
  };
}
