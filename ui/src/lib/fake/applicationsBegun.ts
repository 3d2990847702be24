/** Access applications with which the fake desk may begin: one hardly begun, one half filled, one whole, one handed in. */
import type { ApplicationField } from "../bindings/ApplicationField";
import type { DiaryEntry } from "../bindings/DiaryEntry";
import type { FieldOrigin } from "../bindings/FieldOrigin";

export const FIELDS = [
  "brand",
  "handle",
  "verification",
  "website",
  "privacy_policy",
  "contact_name",
  "contact_role",
  "contact_email",
  "contact_phone",
  "markets",
  "languages",
  "use_care",
  "use_handoff",
  "use_takeover",
  "use_other",
  "volume",
  "disclosure",
  "who_speaks",
  "app_id",
  "account_manager",
] as const satisfies readonly ApplicationField[];

export type Texts = Partial<Record<ApplicationField, string>>;

export interface Version {
  savedAt: number;
  texts: Texts;
  samples: string[];
  submitted: boolean;
}

export interface Kept {
  id: string;
  account: string | null;
  origins: Partial<Record<ApplicationField, FieldOrigin>>;
  /** The oldest first; the last can be changed. */
  versions: Version[];
  diary: DiaryEntry[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const BRAND: Texts = { brand: "Northwind", handle: "northwind", verification: "business" };
const HALF: Texts = {
  ...BRAND,
  website: "http://northwind.example",
  privacy_policy: "https://northwind.example/privacy",
  contact_name: "Ana Ruiz",
  contact_email: "ana@northwind.example",
  languages: "English\nSpanish\nJapanese",
  use_care: "Care staff answer.",
};
const WHOLE: Texts = {
  ...HALF,
  website: "https://northwind.example",
  contact_role: "Head of customer care",
  contact_phone: "+44 20 7946 0018",
  markets: "United Kingdom\nSpain\nJapan",
  use_care:
    "Twelve colleagues answer customers of our outdoor shop about orders, returns and repairs. Each speaks under their own name and photo, so that a customer knows who writes and meets the same person again.",
  use_handoff:
    "An automated assistant asks for the order number and says that it is one. As soon as it cannot help, or the customer asks for a person, a colleague takes over under their own name and says so.",
  use_takeover:
    "Twice a year a guest whom we sponsor answers for one afternoon. Their team agrees to every text beforehand, and nothing is sent as the guest afterwards.",
  volume: "About 4,000 messages a month, at most 400 a day.",
  disclosure:
    "The line of the automated persona reads “Northwind Bot · automated” under each of its messages, and its first message says that it is automated.",
  who_speaks:
    "Each colleague speaks only as themselves. The automated assistant speaks only as itself. A guest's messages are sent by the guest or with their approval.",
  app_id: "18034451",
};

const entry = (
  id: string,
  what: DiaryEntry["what"],
  at: number,
  more: Partial<DiaryEntry> = {},
): DiaryEntry => ({
  id,
  what,
  at,
  by: "Ana Ruiz",
  place: "",
  case_number: "",
  note: "",
  remind_at: null,
  reminder_done: false,
  version: 1,
  ...more,
});

const KNOWN: Kept["origins"] = { brand: "account", handle: "account", verification: "account" };

/** Four of them, the one worked on last first. */
export function begun(now: number, account: string | null): Kept[] {
  const version = (ago: number, texts: Texts, samples: string[], submitted = false): Version => ({
    savedAt: now - ago,
    texts: { ...texts },
    samples,
    submitted,
  });
  return [
    {
      id: "application-half",
      account,
      origins: { ...KNOWN, languages: "roster" },
      versions: [version(2 * HOUR, HALF, ["ana", "bot"])],
      diary: [entry("d1", "drafted", now - 2 * DAY)],
    },
    {
      id: "application-whole",
      account: null,
      origins: {},
      versions: [
        version(3 * DAY, { ...WHOLE, brand: "Northwind Rentals", handle: "northwindrent" }, [
          "ana",
          "team",
          "bot",
        ]),
      ],
      diary: [entry("d2", "drafted", now - 6 * DAY, { by: "Deepak Rao" })],
    },
    {
      id: "application-submitted",
      account: null,
      origins: {},
      versions: [
        version(
          21 * DAY,
          { ...WHOLE, brand: "Northwind Japan", handle: "northwind_jp", volume: "Many." },
          ["jun", "bot"],
          true,
        ),
        version(
          9 * DAY,
          { ...WHOLE, brand: "Northwind Japan", handle: "northwind_jp", contact_name: "Jun Sato" },
          ["jun", "lena", "bot"],
        ),
      ],
      diary: [
        entry("d3", "drafted", now - 25 * DAY, { by: "Jun Sato" }),
        entry("d4", "submitted", now - 21 * DAY, {
          place: "X’s form for custom profiles",
          case_number: "CP-20418",
          note: "Handed in with two samples.",
          remind_at: now - 14 * DAY,
          reminder_done: true,
        }),
        entry("d5", "asked", now - 12 * DAY, {
          place: "E-mail of 11 November",
          case_number: "CP-20418",
          note: "How many messages a month? Who approves a guest’s texts?",
          remind_at: now - HOUR,
          version: 2,
        }),
        entry("d6", "noted", now - 2 * DAY, {
          note: "Wording agreed with legal; Jun sends the answer.",
          remind_at: now + 3 * DAY,
          version: 2,
        }),
      ],
    },
    {
      id: "application-empty",
      account: null,
      origins: {},
      versions: [version(30 * DAY, {}, [])],
      diary: [entry("d7", "drafted", now - 30 * DAY)],
    },
  ];
}
