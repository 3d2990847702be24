/** Who may speak here, and which key chooses them. */
import { composes } from "$design/roving";
import type { LookView } from "$lib/bindings/LookView";
import type { PersonaView } from "$lib/bindings/PersonaView";
import { m } from "$messages";

/**
 * The personas that an operator may send as and that can speak on the account,
 * in the roster's order; each in the look in which it speaks there.
 */
export function usableSpeakers(personas: readonly PersonaView[], account: string): PersonaView[] {
  return personas.flatMap((persona) => {
    const look = speaksIn(persona, account);
    const may = persona.operators_may_send && persona.archived_at === null;
    return may && look ? [{ ...persona, look }] : [];
  });
}

/** Somebody who cannot speak here, and why. */
export interface Barred {
  persona: PersonaView;
  reason: string;
}

/** The personas in use who cannot speak on the account now. */
export function barredSpeakers(
  personas: readonly PersonaView[],
  account: string,
  accountName: string,
): Barred[] {
  return personas.flatMap((persona) => {
    if (persona.archived_at !== null) return [];
    const reason = barred(persona, account, accountName);
    return reason === undefined ? [] : [{ persona, reason }];
  });
}

function barred(persona: PersonaView, account: string, name: string): string | undefined {
  if (persona.kind === "automated") return m.speaker_automated();
  if (persona.kind === "guest") return m.speaker_guest();
  if (!persona.operators_may_send) return m.speaker_others();
  return speaksIn(persona, account) ? undefined : m.speaker_not_published({ account: name });
}

function speaksIn(persona: PersonaView, account: string): LookView | null {
  return persona.published.find((place) => place.account === account)?.speaks_in ?? null;
}

/** Those whose line or tags hold every word that was typed; accents and capitals make no difference. */
export function fitting<T extends PersonaView | Barred>(all: readonly T[], typed: string): T[] {
  const words = plainly(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...all];
  return all.filter((one) => {
    const { look, details } = "persona" in one ? one.persona : one;
    const text = plainly([look.line, ...details.tags].join(" "));
    return words.every((word) => text.includes(word));
  });
}

function plainly(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** 0 to 8 for `Alt 1` to `Alt 9`, by the key's place and not by what it types. */
export function altDigit(event: KeyboardEvent): number | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey || composes(event)) return undefined;
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1];
  return digit === undefined ? undefined : Number(digit) - 1;
}

/** `Ctrl Enter`, and `Cmd Enter` on a Mac; never while an input method composes. */
export function isSendKey(event: KeyboardEvent): boolean {
  return isEnterWithMod(event) && !event.shiftKey;
}

/** The same with Shift: at a chosen time. */
export function isSendLaterKey(event: KeyboardEvent): boolean {
  return isEnterWithMod(event) && event.shiftKey;
}

/** `Alt U`: takes back what is still held. On a Mac that key types an accent, so its place counts too. */
export function isUnsendKey(event: KeyboardEvent): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || composes(event)) return false;
  return event.key.toLowerCase() === "u" || event.code === "KeyU";
}

function isEnterWithMod(event: KeyboardEvent): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !composes(event);
}
