/** A probe in words: every question, answer and step has its sentence, or this does not compile. */
import type { AppPermission } from "$lib/bindings/AppPermission";
import type { CustomersSee } from "$lib/bindings/CustomersSee";
import type { NextStep } from "$lib/bindings/NextStep";
import type { ProbeQuestion } from "$lib/bindings/ProbeQuestion";
import type { ProbeVerdict } from "$lib/bindings/ProbeVerdict";
import type { VerificationName } from "$lib/bindings/VerificationName";
import { locale } from "$lib/locale";
import { m } from "$messages";

type Word = () => string;

export const QUESTION = {
  who: m.probe_question_who,
  permission: m.probe_question_permission,
  messages: m.probe_question_messages,
  personas: m.probe_question_personas,
} satisfies Record<ProbeQuestion, Word>;

export const VERDICT = {
  works: m.probe_verdict_works,
  not_asked: m.probe_verdict_not_asked,
  keys_not_accepted: m.probe_verdict_keys_not_accepted,
  token_revoked: m.probe_verdict_token_revoked,
  app_keys_not_accepted: m.probe_verdict_app_keys_not_accepted,
  no_message_permission: m.probe_verdict_no_message_permission,
  app_read_only: m.probe_verdict_app_read_only,
  access_level_too_low: m.probe_verdict_access_level_too_low,
  not_on_list: m.probe_verdict_not_on_list,
  hidden: m.probe_verdict_hidden,
  retired: m.probe_verdict_retired,
  account_suspended: m.probe_verdict_account_suspended,
  account_locked: m.probe_verdict_account_locked,
  looks_automated: m.probe_verdict_looks_automated,
  app_suspended: m.probe_verdict_app_suspended,
  clock_off: m.probe_verdict_clock_off,
  credits_used_up: m.probe_verdict_credits_used_up,
  too_often: m.probe_verdict_too_often,
  network_trouble: m.probe_verdict_network_trouble,
  unreachable: m.probe_verdict_unreachable,
  unknown: m.probe_verdict_unknown,
} satisfies Record<ProbeVerdict, Word>;

/** How an answer looks: it works, it was not asked, it may pass by itself, or something is to be done. */
export type Tone = "ok" | "quiet" | "warn" | "bad";

export const TONE = {
  works: "ok",
  not_asked: "quiet",
  keys_not_accepted: "bad",
  token_revoked: "bad",
  app_keys_not_accepted: "bad",
  no_message_permission: "bad",
  app_read_only: "bad",
  access_level_too_low: "bad",
  not_on_list: "warn",
  hidden: "bad",
  retired: "bad",
  account_suspended: "bad",
  account_locked: "bad",
  looks_automated: "bad",
  app_suspended: "bad",
  clock_off: "bad",
  credits_used_up: "bad",
  too_often: "warn",
  network_trouble: "warn",
  unreachable: "warn",
  unknown: "warn",
} satisfies Record<ProbeVerdict, Tone>;

export const PERMISSION = {
  read: m.app_permission_read,
  read_write: m.app_permission_read_write,
  read_write_messages: m.app_permission_read_write_messages,
} satisfies Record<AppPermission, Word>;

export const VERIFICATION = {
  none: m.verification_none,
  paid: m.verification_paid,
  business: m.verification_business,
  government: m.verification_government,
} satisfies Record<VerificationName, Word>;

export const SEES = {
  persona: m.probe_sees_persona,
  nothing_yet: m.probe_sees_nothing_yet,
  unknown: m.probe_sees_unknown,
} satisfies Record<CustomersSee, Word>;

export const NEXT = {
  sign_in_again: m.probe_next_sign_in_again,
  check_app_keys: m.probe_next_check_app_keys,
  set_permission: m.probe_next_set_permission,
  ask_for_access_level: m.probe_next_ask_for_access_level,
  apply_for_personas: m.probe_next_apply_for_personas,
  get_verified: m.probe_next_get_verified,
  sign_in_on_web: m.probe_next_sign_in_on_web,
  ask_network: m.probe_next_ask_network,
  buy_credits: m.probe_next_buy_credits,
  set_clock: m.probe_next_set_clock,
  wait_and_ask_again: m.probe_next_wait_and_ask_again,
  check_connection: m.probe_next_check_connection,
  publish_persona: m.probe_next_publish_persona,
} satisfies Record<NextStep, Word>;

/**
 * What can be begun for a step, in Byline or in the browser; asking again has
 * its button already. What an account of X needs of the network is settled on
 * the practice network under Practice: each account has one of the two.
 */
export type Act = "sign_in" | "console" | "apply" | "personas" | "practice";

export const ACTS = {
  sign_in_again: ["sign_in"],
  check_app_keys: ["console", "sign_in"],
  set_permission: ["console", "practice", "sign_in"],
  ask_for_access_level: ["console", "practice"],
  apply_for_personas: ["apply", "practice"],
  get_verified: ["practice"],
  sign_in_on_web: ["practice"],
  ask_network: ["practice"],
  buy_credits: ["console", "practice"],
  set_clock: [],
  wait_and_ask_again: ["practice"],
  check_connection: ["practice"],
  publish_persona: ["personas"],
} satisfies Record<NextStep, readonly Act[]>;

/** `0.015`: thousandths of a dollar in the reader's way of writing numbers. */
export function price(thousandths: number): string {
  const format = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
  });
  return format.format(thousandths / 1_000);
}
