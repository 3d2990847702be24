/** Who may speak here, and which key chooses them. */
import type { PersonaView } from "$lib/bindings/PersonaView";

/** The personas that an operator may send as and that are live on the account, in the roster's order. */
export function usableSpeakers(personas: readonly PersonaView[], account: string): PersonaView[] {
  return personas.filter(
    (persona) =>
      persona.operators_may_send &&
      persona.published.some((place) => place.account === account && place.state.state === "live"),
  );
}

/** 0 to 8 for `Alt 1` to `Alt 9`, by the key's place and not by what it types. */
export function altDigit(event: KeyboardEvent): number | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return undefined;
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1];
  return digit === undefined ? undefined : Number(digit) - 1;
}

/** `Ctrl Enter`, and `Cmd Enter` on a Mac; never while an input method composes. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
}
