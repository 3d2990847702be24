/** The personas with whom the fake desk begins: a small team, or a crowd of two hundred. */
import type { KindName } from "../bindings/KindName";
import type { PersonaDetails } from "../bindings/PersonaDetails";
import type { PersonaView } from "../bindings/PersonaView";
import type { PublishState } from "../bindings/PublishState";

export const ACCOUNT = "account-northwind";
const ACCOUNT_NAME = "x:@northwind";
const LOOKED = Date.UTC(2026, 9, 12, 8, 30);

const live = (id: string): PublishState => ({
  state: "live",
  custom_profile_id: `18446744073709${id.length}07`,
});

const NOTHING: PersonaDetails = {
  tags: [],
  languages: [],
  consent: "",
  speakers: { who: "everybody" },
};

function persona(
  id: string,
  kind: KindName,
  line: string,
  state: PublishState,
  details: Partial<PersonaDetails> = {},
): PersonaView {
  const look = { id: `look-${id}`, line, own_lines: [], portrait: id, created_at: LOOKED };
  const speaks_in = state.state === "live" ? look : null;
  return {
    id,
    kind,
    look,
    published: [{ account: ACCOUNT, account_name: ACCOUNT_NAME, state, speaks_in }],
    operators_may_send: kind === "human" || kind === "team",
    details: { ...NOTHING, ...details },
    archived_at: null,
  };
}

export function personas(): PersonaView[] {
  const agreed = "Agreed in writing on 1 October 2026 to photo and name on X.";
  return [
    persona("ana", "human", "Ana Ruiz, Care Team", live("ana"), {
      tags: ["Care"],
      languages: ["en", "es"],
      consent: agreed,
    }),
    persona(
      "chloe",
      "human",
      "Chloé Martin, Retours",
      { state: "unusable", said: null },
      { tags: ["Care"], languages: ["fr"], consent: agreed },
    ),
    persona("deepak", "human", "Deepak Rao, Deliveries", live("deepak"), {
      tags: ["Deliveries"],
      languages: ["en", "hi"],
    }),
    persona("jun", "human", "Jun Sato, サポート", live("jun"), {
      tags: ["Care"],
      languages: ["ja"],
    }),
    persona("lena", "guest", "Lena Fox ⭐ guest", live("lena"), { tags: ["Takeover 28 Nov"] }),
    persona("bot", "automated", "Northwind Bot · automated", live("bot")),
    persona(
      "olu",
      "human",
      "Olu Adeyemi, Team Lead",
      { state: "not_published" },
      { tags: ["Lead"] },
    ),
    persona("team", "team", "The Northwind team", live("team")),
  ];
}

const FIRST =
  "Mia Noah Aiko Omar Zoë Luis Ida Ravi Lea Tomás Priya Finn Sofía Emre Noor Jan Yui Ben".split(
    " ",
  );
const LAST = "Berg Costa Ito Haddad Novák Silva Lund Mehta Roux Kaya Weber".split(" ");
const TEAMS = ["Care", "Deliveries", "Returns", "Payments", "Night shift"];
const TONGUES = ["en", "es", "fr", "ja", "de", "pt-BR", "hi"];
const FACES = ["ana", "deepak", "lena", "team", "chloe", "jun", "olu", "maya", "taro", "elise"];

/** The small team, all of it put away. */
export function putAway(): PersonaView[] {
  return personas().map((one) => ({ ...one, archived_at: LOOKED }));
}

/** The small team; nobody knows whether the new look of its first persona is on the network. */
export function doubtful(): PersonaView[] {
  const all = personas();
  for (const place of all[0]?.published ?? []) place.state = { state: "in_doubt" };
  return all;
}

/** The small team and so many more that there are two hundred. */
export function crowd(): PersonaView[] {
  const begun = personas();
  const more = Array.from({ length: 200 - begun.length }, (_, index) => {
    const pick = (from: readonly string[], step: number) =>
      from[(index * step) % from.length] ?? "";
    const team = pick(TEAMS, 3);
    const line = `${pick(FIRST, 5)} ${pick(LAST, 7)} ${index + 1}, ${team}`;
    const state: PublishState = index % 9 === 4 ? { state: "not_published" } : live(String(index));
    const made = persona(`crowd-${index}`, index % 23 === 7 ? "team" : "human", line, state, {
      tags: [team],
      languages: [...new Set([pick(TONGUES, 1), pick(TONGUES, 4)])],
    });
    // The look is shared with the place where it is live.
    made.look.portrait = pick(FACES, 3);
    return { ...made, archived_at: index % 50 === 49 ? LOOKED : null };
  });
  return [...begun, ...more].sort((a, b) => a.look.line.localeCompare(b.look.line));
}
