/** What the fake desk begins with: a brand, its personas, and customers who wrote. */
import type { AccountView } from "../bindings/AccountView";
import type { DraftView } from "../bindings/DraftView";
import type { Incoming } from "../bindings/Incoming";
import type { LedgerRow } from "../bindings/LedgerRow";
import type { Outgoing } from "../bindings/Outgoing";
import type { PersonaView } from "../bindings/PersonaView";
import type { Person } from "../bindings/Person";
import type { ReplyState } from "../bindings/ReplyState";
import type { SpokenAs } from "../bindings/SpokenAs";
import type { ThreadItem } from "../bindings/ThreadItem";
import { fakeLinks } from "./links";
import { ACCOUNT, personas } from "./personas";

const MINUTE = 60_000;

export interface Talk {
  customer: Person;
  items: ThreadItem[];
  language?: string | null;
  read: boolean;
  /** The persona who spoke last, by id. */
  speaker: string | null;
  draft?: DraftView;
  /** When its draft was last changed, where it ever was. */
  draftedAt?: number;
}

export function practiceAccount(now: number): AccountView {
  return {
    id: ACCOUNT,
    name: "x:@northwind",
    handle: "northwind",
    display_name: "Northwind",
    picture: "picture/brand",
    place: { at: "practice" },
    personas: { access: "open" },
    stopped: null,
    read_at: now - 2 * MINUTE,
    behind: null,
    missed: [],
  };
}

/** Where X shows a conversation with the brand. */
export const seenAt = (customer: string) => `https://x.com/messages/995-${customer}`;

/** An account of X whose token was revoked, so that its replies wait. */
export function stoppedAccount(now: number): AccountView {
  return {
    ...practiceAccount(now),
    place: { at: "network" },
    stopped: { status: 401, code: 89, text: "Invalid or expired token." },
  };
}

export function spoken(all: PersonaView[], id: string): SpokenAs | null {
  const found = all.find((one) => one.id === id);
  if (!found) return null;
  const look = found.published[0]?.speaks_in ?? found.look;
  return { persona: found.id, kind: found.kind, look };
}

export function talks(now: number): Talk[] {
  const all = personas();
  let count = 0;
  const id = () => `90071992547409${930 + count++}`;
  const from = (ago: number, text: string): ThreadItem => ({
    item: "incoming",
    ...incoming(ago, text),
  });
  const incoming = (ago: number, text: string): Incoming => ({
    id: id(),
    text,
    links: fakeLinks(text),
    attachment: null,
    picture: null,
    at: now - ago * MINUTE,
  });
  const by = (ago: number, as: string | null, text: string): ThreadItem => ({
    item: "outgoing",
    ...outgoing(ago, as, text),
  });
  const outgoing = (ago: number, as: string | null, text: string): Outgoing => ({
    id: id(),
    text,
    links: fakeLinks(text),
    attachment: null,
    picture: null,
    at: now - ago * MINUTE,
    spoken_as: as ? spoken(all, as) : null,
    author: as === "bot" || as === null ? null : "Ana Ruiz",
  });
  const reply = (ago: number, as: string, text: string, state: ReplyState): ThreadItem => {
    const speaker = spoken(all, as);
    if (!speaker) throw new Error(`no persona ${as}`);
    return {
      item: "reply",
      id: `reply-${id()}`,
      text,
      picture: null,
      spoken_as: speaker,
      author: "Ana Ruiz",
      released_at: now - ago * MINUTE,
      state,
      behind_another: false,
      may_be_skipped: false,
      leaves: null,
    };
  };
  const person = (key: string, handle: string, name: string, drawn: boolean): Person => ({
    id: key,
    handle,
    name,
    picture: drawn ? `picture/${handle.slice(0, handle.indexOf("_"))}` : null,
  });
  return [
    {
      customer: person("7001", "maya_lind", "Maya Lindqvist", true),
      read: false,
      speaker: "ana",
      draft: {
        text: "Yes. Send me the new address here and I’ll change it right away. It takes about a minute.",
        picture: null,
        persona: "ana",
        at: now - 4 * MINUTE,
      },
      items: [
        from(141, "Hi! My parcel is going to my old flat 😱"),
        by(
          140,
          "bot",
          "Hello! I’m Northwind’s automated assistant. I can look that up. What is your order number?",
        ),
        from(138, "NW-48213. Can I talk to a person please"),
        by(
          136,
          "ana",
          "Hi Maya, Ana here. I have your order in front of me and the parcel has not left yet, so we can still fix this.",
        ),
        from(130, "You’re a lifesaver! Is there any way to change the delivery address?"),
      ],
    },
    {
      customer: person("7002", "taro_t", "田中 太郎", true),
      read: false,
      speaker: "bot",
      items: [
        from(55, "こんにちは。先週セーターを注文しました。"),
        by(54, "bot", "こんにちは。自動応答です。ご注文番号をお願いします。"),
        from(48, "サイズの変更はできますか？"),
      ],
    },
    {
      customer: person("7003", "priya_n", "Priya N.", true),
      read: false,
      speaker: "deepak",
      items: [
        from(40, "Is the jacket back in stock?"),
        by(36, "deepak", "It is! Blue or green?"),
        from(31, "The blue one. Size M if you still have it, else L is fine as well"),
      ],
    },
    {
      customer: person("7004", "nour", "نور العلي", false),
      read: false,
      speaker: "bot",
      items: [
        from(25, "مرحبا، وصلني القميص اليوم"),
        by(24, "bot", "مرحباً! أنا المساعد الآلي لنورثويند. كيف أساعدك؟"),
        from(19, "هل يمكنني استبدال المقاس؟"),
      ],
    },
    {
      customer: person("7005", "sam_o", "Sam O’Neill", true),
      read: false,
      speaker: "lena",
      items: [
        from(15, "lol is this really @lena?? 😭"),
        reply(9, "ana", "Lena visits us on the 28th. Come back then!", {
          state: "in_doubt",
          since: now - 8 * MINUTE,
        }),
        from(12, "hello??"),
      ],
    },
    {
      customer: person("7006", "ravi", "Ravi Menon", false),
      read: true,
      speaker: "deepak",
      items: [
        {
          item: "incoming",
          id: id(),
          text: "",
          links: [],
          attachment: "photo",
          picture: { path: "picture/maya", width: 400, height: 400 },
          at: now - 20 * MINUTE,
        },
        reply(3, "deepak", "Thank you, Ravi. The seam is our fault, a new one leaves today.", {
          state: "failed",
          said: { status: 403, code: 349, text: "You cannot send messages to this user." },
        }),
      ],
    },
    {
      customer: person("7007", "jonas", "Jonas Weber", false),
      read: true,
      speaker: "ana",
      draft: {
        text: "One more thing: keep the box, it",
        picture: null,
        persona: null,
        at: now - 52 * MINUTE,
      },
      items: [
        from(300, "I want to send the boots back"),
        by(290, "ana", "We have sent the label to your inbox, Jonas."),
        reply(1, "ana", "It is valid for 14 days.", {
          state: "waiting_rate_limit",
          until: now + 6 * MINUTE,
        }),
      ],
    },
    {
      customer: person("7008", "elise_b", "Elise Brun", true),
      read: true,
      speaker: "chloe",
      items: [
        from(1500, "Merci, tout est arrivé !"),
        by(1490, "chloe", "Merci Elise, bonne journée !"),
        by(1480, null, "Sent from our phone: have a nice day."),
      ],
    },
  ];
}

export function ledger(now: number): LedgerRow[] {
  const row = (
    seq: number,
    ago: number,
    what: string,
    outcome: string | null,
    line: string | null,
    author: string | null,
  ): LedgerRow => ({
    seq,
    at: now - ago * MINUTE,
    account: "x:@northwind",
    what,
    outcome,
    line,
    author,
    hash: Array.from({ length: 8 }, (_, i) =>
      ((seq * 2_654_435_761 * (i + 3)) % 4_294_967_296).toString(16).padStart(8, "0"),
    ).join(""),
  });
  return [
    row(8, 3, "outcome", "refused", "Deepak Rao, Deliveries", "Ana Ruiz"),
    row(7, 3, "attempt", null, "Deepak Rao, Deliveries", "Ana Ruiz"),
    row(6, 8, "outcome", "in_doubt", "Ana Ruiz, Care Team", "Ana Ruiz"),
    row(5, 9, "attempt", null, "Ana Ruiz, Care Team", "Ana Ruiz"),
    row(4, 136, "outcome", "sent", "Ana Ruiz, Care Team", "Ana Ruiz"),
    row(3, 136, "attempt", null, "Ana Ruiz, Care Team", "Ana Ruiz"),
    row(2, 140, "attempt", null, "Northwind Bot · automated", null),
    row(1, 600, "published", null, "Ana Ruiz, Care Team", null),
  ];
}
