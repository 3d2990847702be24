/**
 * Wall clocks: a date and a time as they stand in a zone, and the moment that
 * they mean. Where clocks are put back an hour comes twice: the first is meant.
 * Where they are put forward an hour is missing: then nothing is meant.
 */
import { locale } from "./locale";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What date and time fields hold: `2026-11-24` and `09:00`. */
export interface WallTime {
  date: string;
  time: string;
}

/** The system's zone by its IANA name. */
export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Every zone that this system knows, and UTC. */
export function allZones(): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([systemZone(), ...known, "UTC"])].sort();
}

/** Those whose name holds every word that was typed. */
export function findZones(all: readonly string[], typed: string): string[] {
  const words = typed
    .toLowerCase()
    .split(/[\s_/]+/u)
    .filter(Boolean);
  return all.filter((zone) => words.every((word) => zone.toLowerCase().includes(word)));
}

/** `Europe/Helsinki` as people write it. */
export const zoneWord = (zone: string) => zone.replaceAll("_", " ");

export function wallTime(at: number, zone: string): WallTime {
  const part = parts(at, zone);
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** The moment that a wall clock in the zone means; `null` where there is none. */
export function momentOf({ date, time }: WallTime, zone: string): number | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsets = [asUtc - DAY, asUtc + DAY].map((at) => offset(at, zone));
  const meant = offsets
    .map((one) => asUtc - one)
    .filter((at) => same(wallTime(at, zone), { date, time }));
  return meant.length === 0 ? null : Math.min(...meant);
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function offset(at: number, zone: string): number {
  const { date, time } = wallTime(at, zone);
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / MINUTE) * MINUTE;
}

/** In one hour, by whole minutes. */
export function inOneHour(now: number): number {
  return Math.ceil((now + HOUR) / MINUTE) * MINUTE;
}

/** Tomorrow at nine in the zone; the hour after where clocks skip that. */
export function tomorrowAtNine(now: number, zone: string): number {
  const noon = Date.parse(`${wallTime(now, zone).date}T12:00:00Z`) + DAY;
  const date = new Date(noon).toISOString().slice(0, 10);
  return momentOf({ date, time: "09:00" }, zone) ?? noon;
}

/** `Tue 24 Nov, 09:00` by the zone's clocks. */
export function timeIn(at: number, zone: string): string {
  return new Intl.DateTimeFormat(locale(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);
}

/** Whether clocks here show something else at that moment. */
export function differs(at: number, zone: string): boolean {
  return offset(at, zone) !== offset(at, systemZone());
}

const same = (a: WallTime, b: WallTime) => a.date === b.date && a.time === b.time;

function parts(at: number, zone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const all = new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).formatToParts(at);
  return (type) => all.find((part) => part.type === type)?.value ?? "";
}
