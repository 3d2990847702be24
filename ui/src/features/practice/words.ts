/** The practice network's points in words. */
import type { PracticeAccess } from "$lib/bindings/PracticeAccess";
import type { PracticeCharacter } from "$lib/bindings/PracticeCharacter";
import type { PracticePermission } from "$lib/bindings/PracticePermission";
import type { PracticeVerification } from "$lib/bindings/PracticeVerification";
import { m } from "$messages";

/** A value with its word, as a choice shows it. */
export interface Option<T extends string> {
  value: T;
  text: string;
}

type Words<T extends string> = Record<T, () => string>;

/** Every value with its word, in the order in which they are written down. */
export function optionsOf<T extends string>(words: Words<T>): Option<T>[] {
  return (Object.entries(words) as [T, () => string][]).map(([value, word]) => ({
    value,
    text: word(),
  }));
}

export const CHARACTERS: Words<PracticeCharacter> = {
  polite: m.practice_character_polite,
  impatient: m.practice_character_impatient,
  japanese: m.practice_character_japanese,
  arabic: m.practice_character_arabic,
  finnish: m.practice_character_finnish,
  thai: m.practice_character_thai,
  pictures: m.practice_character_pictures,
  links: m.practice_character_links,
  long_texts: m.practice_character_long_texts,
  abuse: m.practice_character_abuse,
  bot_question: m.practice_character_bot_question,
};

/** What can befall every call, each with what it means. */
export const OUTAGES: Record<string, { word: () => string; story: () => string }> = {
  cut_before: { word: m.practice_outage_cut_before, story: m.practice_outage_cut_before_story },
  server_error_before: {
    word: m.practice_outage_server_error_before,
    story: m.practice_outage_server_error_before_story,
  },
  rate_limited: {
    word: m.practice_outage_rate_limited,
    story: m.practice_outage_rate_limited_story,
  },
  delay: { word: m.practice_outage_delay, story: m.practice_outage_delay_story },
  cut_after: { word: m.practice_outage_cut_after, story: m.practice_outage_cut_after_story },
};

export const REFUSALS: Words<Exclude<PracticeAccess, "open">> = {
  "403/220": m.practice_access_403_220,
  "403/87": m.practice_access_403_87,
  "403/93": m.practice_access_403_93,
  "403/453": m.practice_access_403_453,
  "404/34": m.practice_access_404_34,
};

export const VERIFICATIONS: Words<PracticeVerification> = {
  none: m.practice_verification_none,
  blue: m.practice_verification_blue,
  business: m.practice_verification_business,
  government: m.practice_verification_government,
};

export const PERMISSIONS: Words<PracticePermission> = {
  read: m.practice_permission_read,
  read_write: m.practice_permission_read_write,
  read_write_messages: m.practice_permission_read_write_messages,
};

export const FAULTS: Words<string> = {
  delay: m.practice_fault_delay,
  cut_before: m.practice_fault_cut_before,
  cut_after: m.practice_fault_cut_after,
  server_error_after: m.practice_fault_server_error_after,
  timeout_after: m.practice_fault_timeout_after,
  server_error_before: m.practice_fault_server_error_before,
  over_capacity: m.practice_fault_over_capacity,
  empty_body_after: m.practice_fault_empty_body_after,
  truncated_body_after: m.practice_fault_truncated_body_after,
  id_less_body_after: m.practice_fault_id_less_body_after,
  html_after: m.practice_fault_html_after,
  html_before: m.practice_fault_html_before,
  rate_limited: m.practice_fault_rate_limited,
  rate_limited_without_reset: m.practice_fault_rate_limited_without_reset,
  rate_limited_with_remaining: m.practice_fault_rate_limited_with_remaining,
  credits_used_up: m.practice_fault_credits_used_up,
  code_32: m.practice_fault_code_32,
  code_89: m.practice_fault_code_89,
  code_135: m.practice_fault_code_135,
  code_64: m.practice_fault_code_64,
  code_93: m.practice_fault_code_93,
  code_150: m.practice_fault_code_150,
  code_226: m.practice_fault_code_226,
  code_326: m.practice_fault_code_326,
  code_349: m.practice_fault_code_349,
  code_453: m.practice_fault_code_453,
  hide_for: m.practice_fault_hide_for,
  look_alike: m.practice_fault_look_alike,
};

const plain = (name: string) => name.replaceAll("_", " ");

/** An outage in words; one that was not started here by its name. */
export const outageWord = (name: string) => OUTAGES[name]?.word() ?? faultWord(name);

/** A fault in words; one that has none by its name. */
export const faultWord = (name: string) => FAULTS[name]?.() ?? plain(name);
