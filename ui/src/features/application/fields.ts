/** The form's sections, and how each field is written. Their order is the form's. */
import type { ApplicationField } from "$lib/bindings/ApplicationField";
import { m } from "$messages";

/** One line, several, or one of a few. */
export type Writing = "line" | "text" | "badge";

interface Section {
  key: string;
  title: () => string;
  story: () => string;
  fields: readonly ApplicationField[];
}

export const SECTIONS: readonly Section[] = [
  {
    key: "brand",
    title: m.application_view_brand,
    story: m.application_view_brand_story,
    fields: ["brand", "handle", "verification", "website", "privacy_policy"],
  },
  {
    key: "contact",
    title: m.application_view_contact,
    story: m.application_view_contact_story,
    fields: ["contact_name", "contact_role", "contact_email", "contact_phone"],
  },
  {
    key: "reach",
    title: m.application_view_reach,
    story: m.application_view_reach_story,
    fields: ["markets", "languages"],
  },
  {
    key: "uses",
    title: m.application_view_uses,
    story: m.application_view_uses_story,
    fields: ["use_care", "use_handoff", "use_takeover", "use_other"],
  },
  {
    key: "conduct",
    title: m.application_view_conduct,
    story: m.application_view_conduct_story,
    fields: ["volume", "disclosure", "who_speaks"],
  },
  {
    key: "x",
    title: m.application_view_x,
    story: m.application_view_x_story,
    fields: ["app_id", "account_manager"],
  },
];

/** The samples stand before what X itself knows. */
export const SAMPLES_BEFORE = "x";

const HINTS = {
  brand: m.application_view_hint_brand,
  handle: m.application_view_hint_handle,
  verification: m.application_view_hint_verification,
  website: m.application_view_hint_website,
  privacy_policy: m.application_view_hint_privacy_policy,
  contact_name: m.application_view_hint_contact_name,
  contact_role: m.application_view_hint_contact_role,
  contact_email: m.application_view_hint_contact_email,
  contact_phone: m.application_view_hint_contact_phone,
  markets: m.application_view_hint_lines,
  languages: m.application_view_hint_lines,
  use_care: m.application_view_hint_use_care,
  use_handoff: m.application_view_hint_use_handoff,
  use_takeover: m.application_view_hint_use_takeover,
  use_other: m.application_view_hint_use_other,
  volume: m.application_view_hint_volume,
  disclosure: m.application_view_hint_disclosure,
  who_speaks: m.application_view_hint_who_speaks,
  app_id: m.application_view_hint_app_id,
  account_manager: m.application_view_hint_account_manager,
} satisfies Record<ApplicationField, () => string>;

/** What belongs into a field. */
export const fieldHint = (field: ApplicationField) => HINTS[field]();

const TEXTS: ReadonlySet<ApplicationField> = new Set<ApplicationField>([
  "markets",
  "languages",
  "use_care",
  "use_handoff",
  "use_takeover",
  "use_other",
  "volume",
  "disclosure",
  "who_speaks",
]);

export function fieldWriting(field: ApplicationField): Writing {
  if (field === "verification") return "badge";
  return TEXTS.has(field) ? "text" : "line";
}

/** How many lines a longer field shows when it is empty. */
export function fieldLines(field: ApplicationField): number {
  return field === "markets" || field === "languages" || field === "volume" ? 2 : 4;
}

/** Where the focus goes for a field, and for the samples. */
export const placeOf = (field: ApplicationField | "samples") => `application-${field}`;

/** Where it goes for one sample persona. */
export const placeOfSample = (persona: string) => `application-sample-${persona}`;

/** Moves the focus there, in sight. */
export function goToPlace(id: string) {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}
