/**
 * An entry of the diary while somebody writes it; it stays when they look
 * elsewhere. Moments are written in the zone of this machine.
 */
import type { DiaryAdd } from "$lib/bindings/DiaryAdd";
import type { DiaryEvent } from "$lib/bindings/DiaryEvent";

/** What a person may write down; that it was begun is written by Byline. */
export const EVENTS = [
  "submitted",
  "asked",
  "answered",
  "granted",
  "refused",
  "noted",
] as const satisfies readonly DiaryEvent[];

export type Written = (typeof EVENTS)[number];

/** What is wrong with what was written. */
export type EntryProblem = "when" | "reminder";

const two = (value: number) => String(value).padStart(2, "0");

/** A moment as a field of the page takes it: `2026-11-23T09:05`. */
export function written(at: number): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that was written; undefined where there is none. */
export function meant(text: string): number | undefined {
  const at = new Date(text).getTime();
  return text === "" || Number.isNaN(at) ? undefined : at;
}

export class EntryWriting {
  what = $state<Written>("submitted");
  /** Empty: now. */
  at = $state("");
  place = $state("");
  caseNumber = $state("");
  note = $state("");
  /** Empty: no reminder. */
  remind = $state("");

  problem(now: number): EntryProblem | undefined {
    if (this.at !== "" && meant(this.at) === undefined) return "when";
    const remind = meant(this.remind);
    if (this.remind !== "" && (remind === undefined || remind <= now)) return "reminder";
    return undefined;
  }

  /** What the desk is asked to keep. */
  asked(application: string): DiaryAdd {
    return {
      application,
      what: this.what,
      at: meant(this.at) ?? null,
      place: this.place.trim(),
      case_number: this.caseNumber.trim(),
      note: this.note.trim(),
      remind_at: meant(this.remind) ?? null,
    };
  }

  /** Empty again, for the next one. */
  clear() {
    this.what = "noted";
    this.at = this.place = this.note = this.remind = "";
  }
}
