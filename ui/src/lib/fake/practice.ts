/**
 * The practice network of the fake desk: its people are those of the inbox, what
 * a customer writes appears there, and whatever is steered is kept in memory.
 * What a fault really does to a reply is proved at the real one.
 */
import type { Commands } from "../bindings/commands";
import type { PracticeBubble } from "../bindings/PracticeBubble";
import type { PracticeCharacter } from "../bindings/PracticeCharacter";
import type { PracticeCustomer } from "../bindings/PracticeCustomer";
import type { PracticePanel } from "../bindings/PracticePanel";
import type { PracticeTold } from "../bindings/PracticeTold";
import type { SpokenAs } from "../bindings/SpokenAs";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";
import { portraitPath } from "../kind";
import { fakeLinks } from "./links";
import type { Talk } from "./world";

type Answers = {
  [K in Extract<keyof Commands, `practice_${string}`>]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"];
};

const INVENTED: Record<PracticeCharacter, [name: string, text: string]> = {
  polite: ["Iris Bell", "Good morning! Could you tell me when my order arrives? Thank you 😊"],
  impatient: ["Max Kerr", "Hello??"],
  japanese: ["佐藤 花", "こんにちは。返品の方法を教えてください。"],
  arabic: ["ليلى حداد", "مرحباً، متى يصل طلبي؟"],
  finnish: ["Aino Laine", "Hei! Onko takki vielä varastossa?"],
  thai: ["นภา ศรีสุข", "สวัสดีค่ะ มีไซซ์ M ไหมคะ"],
  pictures: ["Dora Quist", ""],
  links: ["Leo Park", "Is this one yours? https://example.com/jackets/fjell?size=m"],
  long_texts: ["Ruth Amis", "Let me begin at the beginning. ".repeat(90).trim()],
  abuse: ["Vic Stone", "Your shop is a joke."],
  bot_question: ["Nia Osei", "Am I talking to a bot?"],
};

const SWITCHES = [
  ["read_back_persona", "absent", "present"],
  ["post_answer", "with_id_and_time", "doc_sample", "empty"],
  ["avatar_category", "any", "dm_image", "tweet_image"],
  ["avatar_type", "ignored", "required", "refused"],
  ["name_unit", "code_points", "weighted", "utf16"],
  ["persona_deletion", "keep", "drop"],
  ["unknown_key", "refused", "ignored"],
  ["repeated_nonce", "accepted", "refused"],
  ["status_214", "bad_request", "forbidden"],
  ["status_89", "unauthorized", "forbidden"],
  ["verify_credentials", "answered", "left_out"],
  ["media_v2", "on", "410/251", "404/34"],
  ["media_v1", "on", "410/251", "404/34"],
  ["media_processing", "absent", "succeeds", "fails"],
  ["persona_pages", "plain", "holes", "repeated_cursor"],
  ["message_pages", "plain", "empty_first"],
] as const;

export class FakePractice {
  /** What the network is like; people and messages come from the inbox. */
  readonly is: Omit<PracticePanel, "now" | "customers"> = {
    ahead: 0,
    brand_name: "Northwind",
    brand_picture: "picture/brand",
    access: "open",
    verification: "business",
    permission: "read_write_messages",
    outage: null,
    read_lag: 0,
    faults: [],
    fired: [],
    routes: ["events/new", "events/list", "custom_profiles/new", "custom_profiles/list"],
    switches: SWITCHES.map(([name, ...positions]) => ({
      name,
      position: positions[0],
      positions: [...positions],
    })),
    kept: [],
  };
  #talks: () => Talk[];
  #arrived: (talk: Talk) => void;
  #changed: (...topics: Topic[]) => void;
  #photos = new Map<string, string>();
  #offered = new Map([
    [
      "maya_lind",
      [
        { label: "Change the address", description: "Takes about a minute" },
        { label: "Cancel the order", description: null },
      ],
    ],
  ]);
  #count = 0;

  constructor(
    talks: () => Talk[],
    arrived: (talk: Talk) => void,
    changed: (...topics: Topic[]) => void,
  ) {
    this.#talks = talks;
    this.#arrived = arrived;
    this.#changed = changed;
  }

  #now = () => Date.now() + this.is.ahead;

  readonly answers: Answers = {
    practice_show: () => ({ ...this.is, now: this.#now(), customers: this.#customers() }),
    practice_truth: ({ customer }) => {
      const all = this.#truth();
      const messages = customer === null ? all : all.filter((one) => one.handle === customer);
      return { messages: messages.slice(-200), count: messages.length };
    },
    practice_conversation: ({ customer }) => {
      const talk = this.#talk(customer);
      return {
        name: talk.customer.name,
        brand_name: "Northwind",
        brand_handle: "northwind",
        brand_picture: "picture/brand",
        bubbles: this.#bubbles(talk),
        typing: talk.draft !== undefined,
        quick_replies: this.#offered.get(customer) ?? [],
      };
    },
    practice_open: ({ customer }) => {
      this.#talk(customer);
      return {};
    },
    practice_write: ({ customer, text, picture }) => {
      if (text.trim() === "" && picture === null) throw { code: "text_empty" } satisfies ErrorCode;
      const talk = this.#talk(customer);
      this.#write(talk, text.trim(), picture);
      this.#arrived(talk);
      return {};
    },
    practice_choose: ({ customer, label }) => {
      this.#offered.delete(customer);
      return this.answers.practice_write({ customer, text: label, picture: null });
    },
    practice_invent: ({ character, seed }) => this.#invent(character, seed),
    practice_crowd: ({ count, seed }) => {
      for (let fan = 0; fan < Math.min(count, 20); fan++) this.#invent("polite", seed + fan);
      return {};
    },
    practice_access: ({ access }) => this.#set({ access }),
    practice_verification: ({ verification }) => this.#set({ verification }),
    practice_permission: ({ permission }) => this.#set({ permission }),
    practice_outage: ({ outage }) => this.#set({ outage }),
    practice_fault: (fault) => this.#set({ faults: [...this.is.faults, fault] }),
    practice_read_lag: ({ seconds }) => this.#set({ read_lag: seconds }),
    practice_clock: ({ by }) => this.#set({ ahead: this.is.ahead + by }),
    practice_switch: ({ name, position }) =>
      this.#set({
        switches: this.is.switches.map((one) => (one.name === name ? { ...one, position } : one)),
      }),
    practice_keep: ({ name }) => this.#set({ kept: [...new Set([...this.is.kept, name])].sort() }),
    practice_go_back: () => {
      this.#changed("inbox");
      return {};
    },
  };

  #set(part: Partial<PracticePanel>) {
    Object.assign(this.is, part);
    return {};
  }

  #invent(character: PracticeCharacter, seed: number) {
    const [name, text] = INVENTED[character];
    const handle = `${character}_${seed}`;
    const id = `81${seed}${++this.#count}`;
    const talk: Talk = {
      customer: { id, handle, name, picture: null },
      items: [],
      read: false,
      speaker: null,
    };
    this.#talks().push(talk);
    this.#write(talk, text, character === "pictures" ? "picture/maya" : null);
    this.#arrived(talk);
    return {};
  }

  #write(talk: Talk, text: string, picture: string | null) {
    const id = `practice-${++this.#count}`;
    if (picture) this.#photos.set(id, picture);
    const attachment = picture ? "photo" : null;
    const kept = picture === null ? null : { path: picture, width: 400, height: 400 };
    talk.items = [
      ...talk.items,
      {
        item: "incoming",
        id,
        text,
        links: fakeLinks(text),
        attachment,
        picture: kept,
        at: this.#now(),
      },
    ];
    talk.read = false;
  }

  #talk(handle: string): Talk {
    const found = this.#talks().find((talk) => talk.customer.handle === handle);
    if (!found) throw { code: "unknown_customer", customer: handle } satisfies ErrorCode;
    return found;
  }

  #bubbles(talk: Talk): PracticeBubble[] {
    return talk.items.flatMap((item) => {
      if (item.item === "reply") return [];
      const { id, text, at } = item;
      const seen = item.item === "outgoing" ? worn(item.spoken_as) : { line: null, picture: null };
      const from = item.item === "outgoing" ? "brand" : "customer";
      const photo = this.#photos.get(id) ?? (item.attachment ? "picture/maya" : null);
      return [
        { id, from, text, at, ...seen, photo, buttons: [], read: talk.read },
      ] satisfies PracticeBubble[];
    });
  }

  #truth(): PracticeTold[] {
    return this.#talks()
      .flatMap((talk) =>
        this.#bubbles(talk).map(({ id, from, text, at, line, picture }) => ({
          ...{ id, from, text, at, line, picture, place: 0 },
          handle: talk.customer.handle ?? "",
          name: talk.customer.name,
        })),
      )
      .sort((a, b) => a.at - b.at)
      .map((told, place) => ({ ...told, place: place + 1 }));
  }

  #customers(): PracticeCustomer[] {
    return this.#talks()
      .map((talk) => {
        const said = this.#bubbles(talk);
        const last = said.at(-1);
        const brand = said.findLastIndex(({ from }) => from === "brand");
        return {
          handle: talk.customer.handle ?? "",
          name: talk.customer.name,
          picture: talk.customer.picture ?? `picture/${talk.customer.handle}`,
          last: last ? { from: last.from, text: last.text, at: last.at } : null,
          waiting_since: said[brand + 1]?.at ?? null,
        };
      })
      .sort((a, b) => (a.waiting_since ?? Infinity) - (b.waiting_since ?? Infinity));
  }
}

function worn(as: SpokenAs | null) {
  return { line: as ? as.look.line : null, picture: as ? portraitPath(as.look) : null };
}
