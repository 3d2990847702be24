/**
 * Access applications of the fake desk. It finds only the plainest of what is
 * missing; the checklist's rules are the real desk's.
 */
import type { AccountView } from "../bindings/AccountView";
import type { ApplicationField } from "../bindings/ApplicationField";
import type { ApplicationStage } from "../bindings/ApplicationStage";
import type { ApplicationView } from "../bindings/ApplicationView";
import type { Commands } from "../bindings/commands";
import type { Gap } from "../bindings/Gap";
import type { PersonaView } from "../bindings/PersonaView";
import type { SampleView } from "../bindings/SampleView";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";
import { begun, FIELDS, type Kept, type Texts, type Version } from "./applicationsBegun";

type Answers = {
  [K in Extract<keyof Commands, `application_${string}`>]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

const NEEDED: readonly ApplicationField[] = FIELDS.filter(
  (field) => !field.startsWith("use_") && field !== "account_manager",
);
const FORM = "https://forms.example/custom-profiles";
const LONGEST = 5_000;

export class FakeApplications {
  /** The one worked on last first. */
  all: Kept[] = [];
  protected accounts: () => AccountView[];
  protected personas: () => PersonaView[];
  protected changed: (...topics: Topic[]) => void;
  #form = FORM;
  #count = 0;

  constructor(
    accounts: () => AccountView[],
    personas: () => PersonaView[],
    changed: (...topics: Topic[]) => void,
  ) {
    this.accounts = accounts;
    this.personas = personas;
    this.changed = changed;
  }

  /** Begins with four of them, each further than the one before. */
  begin(now: number) {
    this.all = begun(now, this.accounts()[0]?.name ?? null);
  }

  answers: Answers = {
    application_list: () => ({
      applications: this.all.map((kept) => ({
        id: kept.id,
        brand: newest(kept).texts.brand ?? "",
        handle: newest(kept).texts.handle ?? "",
        stage: stage(kept),
        gaps: this.#gapCount(newest(kept)),
        saved_at: newest(kept).savedAt,
        remind_at:
          kept.diary
            .flatMap((one) => (one.remind_at !== null && !one.reminder_done ? one.remind_at : []))
            .sort((a, b) => a - b)[0] ?? null,
      })),
    }),
    application_start: ({ account, from }) => {
      const known = this.accounts().find((one) => one.id === account || one.name === account);
      const before = from === null ? undefined : newest(this.#find(from)).texts;
      const brand: Texts = known
        ? { brand: known.display_name, handle: known.handle, verification: "business" }
        : {};
      return this.#keep({
        account: known?.name ?? null,
        texts: { ...before, ...brand },
        origins: {
          ...Object.fromEntries(Object.keys(before ?? {}).map((field) => [field, "earlier"])),
          ...Object.fromEntries(Object.keys(brand).map((field) => [field, "account"])),
        },
        samples: from === null ? [] : newest(this.#find(from)).samples,
      });
    },
    application_show: ({ application, version }) => this.#view(this.#find(application), version),
    application_save: ({ application, changes, samples }) => {
      const kept = this.#find(application);
      const long = changes.find(({ value }) => value.length > LONGEST);
      if (long) throw { code: "application_field_too_long", field: long.field } satisfies ErrorCode;
      let last = newest(kept);
      if (last.submitted) {
        last = structuredClone(last);
        last.submitted = false;
        kept.versions.push(last);
      }
      for (const { field, value } of changes) {
        last.texts[field] = value;
        kept.origins[field] = "written";
      }
      if (samples) last.samples = samples;
      last.savedAt = Date.now();
      this.#tell(kept);
      return this.#view(kept, null);
    },
    application_versions: ({ application }) => ({
      versions: this.#find(application)
        .versions.map((one, index, all) => ({
          version: index + 1,
          saved_at: one.savedAt,
          changed: FIELDS.filter((field) => one.texts[field] !== all[index - 1]?.texts[field]),
          submitted: one.submitted,
        }))
        .reverse(),
    }),
    application_diary_add: ({ application, at, ...said }) => {
      const kept = this.#find(application);
      kept.diary.push({
        ...said,
        id: `entry-${++this.#count}`,
        at: at ?? Date.now(),
        by: "Ana Ruiz",
        reminder_done: false,
        version: kept.versions.length,
      });
      kept.diary.sort((a, b) => a.at - b.at);
      if (said.what === "submitted") newest(kept).submitted = true;
      this.#tell(kept);
      return this.#view(kept, null);
    },
    application_reminder_done: ({ application, entry }) => {
      const kept = this.#find(application);
      const found = kept.diary.find((one) => one.id === entry);
      if (!found) throw { code: "unknown_reminder" } satisfies ErrorCode;
      found.reminder_done = true;
      this.#tell(kept);
      return this.#view(kept, null);
    },
    application_export: ({ application, version, format }) => {
      const kept = this.#find(application);
      const { texts, samples } = this.#version(kept, version);
      const name = `${texts.brand || "Application"} access`;
      const text =
        format === "json"
          ? JSON.stringify({ texts, samples })
          : FIELDS.map((field) => `${field}: ${texts[field] ?? ""}`).join("\n");
      return { file_name: `${name}.${format}`, text };
    },
    application_import: ({ text }) => {
      try {
        const { texts, samples } = JSON.parse(text) as Pick<Version, "texts" | "samples">;
        if (typeof texts !== "object" || !Array.isArray(samples)) throw new Error("not a form");
        return this.#keep({ account: null, texts, origins: {}, samples });
      } catch (thrown) {
        throw {
          code: "application_unreadable",
          detail: thrown instanceof Error ? thrown.message : "",
        } satisfies ErrorCode;
      }
    },
    application_form_set: ({ address }) => {
      if (address !== "" && !address.startsWith("https://"))
        throw { code: "form_address_refused", address } satisfies ErrorCode;
      this.#form = address || FORM;
      this.changed("applications");
      return { address: this.#form };
    },
  };

  #keep(of: Pick<Kept, "account" | "origins"> & Pick<Version, "texts" | "samples">) {
    const id = `application-${++this.#count}`;
    const { account, origins, texts, samples } = of;
    const at = Date.now();
    const drafted = { what: "drafted", place: "", case_number: "", note: "" } as const;
    const kept: Kept = {
      id,
      account,
      origins,
      versions: [{ savedAt: at, texts, samples, submitted: false }],
      diary: [
        {
          ...drafted,
          id: `entry-${++this.#count}`,
          at,
          by: "Ana Ruiz",
          remind_at: null,
          reminder_done: false,
          version: 1,
        },
      ],
    };
    this.all.unshift(kept);
    this.changed("applications");
    return this.#view(kept, null);
  }

  #tell(kept: Kept) {
    this.all = [kept, ...this.all.filter((one) => one !== kept)];
    this.changed("applications");
  }

  #find(id: string): Kept {
    const found = this.all.find((one) => one.id === id);
    if (!found) throw { code: "unknown_application", application: id } satisfies ErrorCode;
    return found;
  }

  #version(kept: Kept, version: number | null): Version {
    const found = version === null ? newest(kept) : kept.versions[version - 1];
    if (!found)
      throw { code: "unknown_application_version", version: version ?? 0 } satisfies ErrorCode;
    return found;
  }

  #view(kept: Kept, version: number | null): ApplicationView {
    const shown = this.#version(kept, version);
    return {
      id: kept.id,
      account: kept.account,
      stage: stage(kept),
      version: kept.versions.indexOf(shown) + 1,
      newest: kept.versions.length,
      saved_at: shown.savedAt,
      fields: FIELDS.map((field) => ({
        field,
        value: shown.texts[field] ?? "",
        origin: kept.origins[field] ?? "written",
        gaps: gapsOf(field, shown.texts),
      })),
      samples: shown.samples.flatMap((id) => this.#sample(id)),
      sample_gaps: shown.samples.length === 0 ? [gap("missing", "no_samples")] : [],
      diary: kept.diary,
      form: this.#form,
    };
  }

  #sample(id: string): SampleView[] {
    const found = this.personas().find((one) => one.id === id);
    if (!found) return [];
    const { kind, look, details } = found;
    const consented = kind === "automated" || kind === "team" || details.consent !== "";
    return [
      {
        persona: id,
        kind,
        line: look.line,
        portrait: `portrait/${look.portrait}`,
        gaps: consented ? [] : [gap("doubtful", "no_consent", look.line)],
      },
    ];
  }

  #gapCount({ texts, samples }: Version): number {
    const fields = FIELDS.filter((field) => gapsOf(field, texts).length > 0).length;
    const doubtful = samples.flatMap((id) => this.#sample(id)).some((one) => one.gaps.length > 0);
    return fields + (samples.length === 0 || doubtful ? 1 : 0);
  }
}

function newest({ versions }: Kept): Version {
  return versions.at(-1) ?? { savedAt: 0, texts: {}, samples: [], submitted: false };
}

function stage({ diary }: Kept): ApplicationStage {
  const said = diary.findLast((one) => one.what !== "noted")?.what ?? "drafted";
  return said === "noted" ? "drafted" : said;
}

function gap(weight: Gap["weight"], why: Gap["why"], about = ""): Gap {
  return { weight, why, about };
}

function gapsOf(field: ApplicationField, texts: Texts): Gap[] {
  const text = texts[field]?.trim() ?? "";
  if (text === "" && NEEDED.includes(field)) return [gap("missing", "empty")];
  const uses = (["use_care", "use_handoff", "use_takeover", "use_other"] as const).some(
    (one) => (texts[one] ?? "") !== "",
  );
  if (field === "use_care" && !uses) return [gap("missing", "no_use_case")];
  if ((field === "website" || field === "privacy_policy") && !text.startsWith("https://"))
    return [gap("doubtful", "not_https", text)];
  const words = text.split(/\s+/u).length;
  const described = field.startsWith("use_") || field === "disclosure" || field === "who_speaks";
  if (described && text !== "" && words < 20)
    return [gap("doubtful", "too_few_words", String(words))];
  return [];
}
