/** What is left to do, in words and in order: missing before doubtful, each as the form has them. */
import { applicationField } from "$lib/application";
import type { ApplicationField } from "$lib/bindings/ApplicationField";
import type { ApplicationView } from "$lib/bindings/ApplicationView";
import type { Gap } from "$lib/bindings/Gap";
import type { GapReason } from "$lib/bindings/GapReason";
import { m } from "$messages";
import { badgeWord } from "./badges";
import { placeOf, placeOfSample } from "./fields";

type Said = Record<GapReason, (inputs: { about: string }) => string>;

const WHY = {
  empty: m.application_gap_empty,
  not_an_address: m.application_gap_not_an_address,
  not_https: m.application_gap_not_https,
  not_public: m.application_gap_not_public,
  policy_is_front_page: m.application_gap_policy_is_front_page,
  policy_elsewhere: m.application_gap_policy_elsewhere,
  not_a_handle: m.application_gap_not_a_handle,
  other_handle: m.application_gap_other_handle,
  not_verified: m.application_gap_not_verified,
  other_verification: m.application_gap_other_verification,
  not_an_email: m.application_gap_not_an_email,
  free_mail: m.application_gap_free_mail,
  email_elsewhere: m.application_gap_email_elsewhere,
  not_a_phone: m.application_gap_not_a_phone,
  no_use_case: m.application_gap_no_use_case,
  too_few_words: m.application_gap_too_few_words,
  same_as_another: m.application_gap_same_as_another,
  no_number: m.application_gap_no_number,
  place_holder: m.application_gap_place_holder,
  bot_not_disclosed: m.application_gap_bot_not_disclosed,
  no_guest_sample: m.application_gap_no_guest_sample,
  no_automated_sample: m.application_gap_no_automated_sample,
  no_care_sample: m.application_gap_no_care_sample,
  no_samples: m.application_gap_no_samples,
  line_hides_bot: m.application_gap_line_hides_bot,
  sample_changed: m.application_gap_sample_changed,
  no_consent: m.application_gap_no_consent,
  not_an_app_id: m.application_gap_not_an_app_id,
  language_not_on_roster: m.application_gap_language_not_on_roster,
} satisfies Said;

const MEND = {
  empty: m.application_mend_empty,
  not_an_address: m.application_mend_not_an_address,
  not_https: m.application_mend_not_https,
  not_public: m.application_mend_not_public,
  policy_is_front_page: m.application_mend_policy_is_front_page,
  policy_elsewhere: m.application_mend_policy_elsewhere,
  not_a_handle: m.application_mend_not_a_handle,
  other_handle: m.application_mend_other_handle,
  not_verified: m.application_mend_not_verified,
  other_verification: m.application_mend_other_verification,
  not_an_email: m.application_mend_not_an_email,
  free_mail: m.application_mend_free_mail,
  email_elsewhere: m.application_mend_email_elsewhere,
  not_a_phone: m.application_mend_not_a_phone,
  no_use_case: m.application_mend_no_use_case,
  too_few_words: m.application_mend_too_few_words,
  same_as_another: m.application_mend_same_as_another,
  no_number: m.application_mend_no_number,
  place_holder: m.application_mend_place_holder,
  bot_not_disclosed: m.application_mend_bot_not_disclosed,
  no_guest_sample: m.application_mend_no_guest_sample,
  no_automated_sample: m.application_mend_no_automated_sample,
  no_care_sample: m.application_mend_no_care_sample,
  no_samples: m.application_mend_no_samples,
  line_hides_bot: m.application_mend_line_hides_bot,
  sample_changed: m.application_mend_sample_changed,
  no_consent: m.application_mend_no_consent,
  not_an_app_id: m.application_mend_not_an_app_id,
  language_not_on_roster: m.application_mend_language_not_on_roster,
} satisfies Said;

/** Why it is missing or doubtful, and what mends it. */
export function gapWords(gap: Gap): { why: string; mend: string } {
  const about = aboutWord(gap);
  return { why: WHY[gap.why]({ about }), mend: MEND[gap.why]({ about }) };
}

/** What it is about, as people call it. */
function aboutWord({ why, about }: Gap): string {
  if (why === "same_as_another") return applicationField(about);
  return why === "other_verification" ? badgeWord(about) : about;
}

/** What is left, with its place in the form. */
export interface Left {
  place: ApplicationField | "samples";
  /** Where the focus goes to mend it. */
  at: string;
  label: string;
  gap: Gap;
}

export const placeWord = (place: ApplicationField | "samples") =>
  place === "samples" ? m.application_view_samples() : applicationField(place);

export function leftIn(view: Pick<ApplicationView, "fields" | "samples" | "sample_gaps">): Left[] {
  const left = view.fields.flatMap(({ field, gaps }) =>
    gaps.map((gap): Left => ({ place: field, at: placeOf(field), label: placeWord(field), gap })),
  );
  const ofSamples = (gaps: Gap[], at: string, label: string) =>
    left.push(...gaps.map((gap): Left => ({ place: "samples", at, label, gap })));
  ofSamples(view.sample_gaps, placeOf("samples"), placeWord("samples"));
  for (const one of view.samples) ofSamples(one.gaps, placeOfSample(one.persona), one.line);
  return [
    ...left.filter(({ gap }) => gap.weight === "missing"),
    ...left.filter(({ gap }) => gap.weight === "doubtful"),
  ];
}
