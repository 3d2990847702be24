/** The badges of accounts, as the application's field holds them; empty: not said. */
import type { VerificationName } from "$lib/bindings/VerificationName";
import { m } from "$messages";

const WORDS = {
  none: m.verification_none,
  paid: m.verification_paid,
  business: m.verification_business,
  government: m.verification_government,
} satisfies Record<VerificationName, () => string>;

export const BADGES: readonly string[] = ["", ...Object.keys(WORDS)];

/** A badge in words; what is none is named as it is. */
export function badgeWord(badge: string): string {
  if (badge === "") return m.application_view_badge_unset();
  return badge in WORDS ? WORDS[badge as VerificationName]() : badge;
}
