/** Names of what access applications are made of, for every view and sentence. */
import { m } from "$messages";
import type { ApplicationField } from "./bindings/ApplicationField";
import type { ApplicationStage } from "./bindings/ApplicationStage";
import type { DiaryEvent } from "./bindings/DiaryEvent";

/** What is no field of its own: the samples, and what stands in the diary beside its event. */
type Beside = "samples" | "place" | "case_number" | "note";

const FIELDS: { [F in ApplicationField | Beside]: () => string } = {
  brand: m.application_field_brand,
  handle: m.application_field_handle,
  verification: m.application_field_verification,
  website: m.application_field_website,
  privacy_policy: m.application_field_privacy_policy,
  contact_name: m.application_field_contact_name,
  contact_role: m.application_field_contact_role,
  contact_email: m.application_field_contact_email,
  contact_phone: m.application_field_contact_phone,
  markets: m.application_field_markets,
  languages: m.application_field_languages,
  use_care: m.application_field_use_care,
  use_handoff: m.application_field_use_handoff,
  use_takeover: m.application_field_use_takeover,
  use_other: m.application_field_use_other,
  volume: m.application_field_volume,
  disclosure: m.application_field_disclosure,
  who_speaks: m.application_field_who_speaks,
  app_id: m.application_field_app_id,
  account_manager: m.application_field_account_manager,
  samples: m.application_field_samples,
  place: m.application_field_place,
  case_number: m.application_field_case_number,
  note: m.application_field_note,
};

const STAGES: { [S in ApplicationStage]: () => string } = {
  drafted: m.application_stage_drafted,
  submitted: m.application_stage_submitted,
  asked: m.application_stage_asked,
  answered: m.application_stage_answered,
  granted: m.application_stage_granted,
  refused: m.application_stage_refused,
};

const EVENTS: { [E in DiaryEvent]: () => string } = {
  drafted: m.application_event_drafted,
  submitted: m.application_event_submitted,
  asked: m.application_event_asked,
  answered: m.application_event_answered,
  granted: m.application_event_granted,
  refused: m.application_event_refused,
  noted: m.application_event_noted,
};

/** The name of a field; what is none is named as it is. */
export function applicationField(field: string): string {
  return field in FIELDS ? FIELDS[field as keyof typeof FIELDS]() : field;
}

/** How far an application is. */
export function applicationStage(stage: ApplicationStage): string {
  return STAGES[stage]();
}

/** What happened to an application. */
export function diaryEvent(event: DiaryEvent): string {
  return EVENTS[event]();
}
