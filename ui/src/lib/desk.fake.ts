/**
 * A desk without an engine: for tests and for the page in a plain browser. It
 * keeps everything in memory, answers every command, and lets a reply leave
 * after a moment. It decides nothing that the real desk decides; what a test
 * must prove about rules is proved there.
 */
import type { AccountView } from "./bindings/AccountView";
import type { Commands } from "./bindings/commands";
import type { ConversationRow } from "./bindings/ConversationRow";
import type { DeliveryChoices } from "./bindings/DeliveryChoices";
import type { FoundMessage } from "./bindings/FoundMessage";
import type { MessagePicture } from "./bindings/MessagePicture";
import type { OperatorView } from "./bindings/OperatorView";
import type { PersonaView } from "./bindings/PersonaView";
import type { Settings } from "./bindings/Settings";
import type { StagedPicture } from "./bindings/StagedPicture";
import type { VaultStatus } from "./bindings/VaultStatus";
import type { Desk, Topic } from "./desk";
import type { ErrorCode } from "./errors";
import { customerBubbles } from "./customer";
import { FakeApplications } from "./fake/applications";
import { FakeData } from "./fake/data";
import { FakeDelivery, seenOf } from "./fake/delivery";
import { draftedAt, keepDraft } from "./fake/drafts";
import { checkLine } from "./fake/line";
import { after, around, before, newest } from "./fake/paging";
import { FakeLogins } from "./fake/logins";
import { crowd, doubtful, personas, putAway } from "./fake/personas";
import { FakePractice } from "./fake/practice";
import { lateAccount, receivedTalks } from "./fake/receiving";
import { FakeRoster } from "./fake/roster";
import { counted, needsYou } from "./fake/unsettled";
import { FakeWindow } from "./fake/window";
import { FakeVault } from "./fake/vault";
import { ledger, practiceAccount, seenAt, spoken, talks, type Talk } from "./fake/world";

/** No view asks for these yet. */
type Unasked = Extract<
  keyof Commands,
  | `backup_${string}`
  | `export_${string}`
  | `retention_${string}`
  | "customer_export"
  | "customer_forget_preview"
  | "customer_forget"
>;
type Asked = Exclude<keyof Commands, Unasked>;

type Handlers = {
  [K in Asked]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

export interface FakeStart {
  now?: number;
  operator?: string;
  accounts?: AccountView[];
  personas?: PersonaView[];
  talks?: Talk[];
  vault?: Partial<VaultStatus>;
  /** How long a reply takes to leave, in milliseconds. */
  leavesAfter?: number;
  /** How the account delivers, where that is not the usual. */
  delivery?: Partial<DeliveryChoices>;
  /** Since when there is no connection, in milliseconds. */
  offline?: number;
}

/** What `?fake=failing` refuses: whatever a view reads when it opens. */
const READINGS: readonly (keyof Commands)[] = [
  "conversation_list",
  "conversation_show",
  "draft_list",
  "outbox_list",
  "persona_list",
  "persona_history",
  "account_list",
  "vault_status",
  "ledger_list",
  "roster_check",
  "settings_set",
  "application_list",
  "application_show",
];

export class FakeDesk implements Desk {
  /** Every call in order, for tests. */
  readonly calls: { name: keyof Commands; request: unknown }[] = [];
  /** What a command rejects with instead of answering, until it is deleted. */
  readonly refusals = new Map<keyof Commands, ErrorCode>();
  readonly window = new FakeWindow(() =>
    counted(this.delivery.unsettled().map(({ reply }) => reply.state)),
  );
  /** The languages in which the spelling was asked to be checked, in order. */
  readonly spelled: string[] = [];
  #settings: Settings = { closing: "ask", notify: "without_text", single_keys: "on" };
  #listeners = new Set<(topic: Topic) => void>();
  #operator: OperatorView | null;
  #accounts: AccountView[];
  readonly roster: FakeRoster;
  readonly practice: FakePractice;
  #talks: Talk[];
  #vault: FakeVault;
  readonly logins: FakeLogins;
  readonly applications: FakeApplications;
  readonly delivery: FakeDelivery;
  readonly data: FakeData;
  #offline: number | null;

  constructor(start: FakeStart = {}) {
    const now = start.now ?? Date.now();
    this.#operator = start.operator ? { id: "operator-1", name: start.operator } : null;
    this.#accounts = start.accounts ?? [practiceAccount(now)];
    this.roster = new FakeRoster({
      personas: start.personas ?? personas(),
      accounts: () => this.#accounts,
      uses: (persona) => this.#uses(persona),
      changed: (topic) => this.changed(topic),
    });
    this.#talks = start.talks ?? talks(now);
    this.#vault = new FakeVault(
      start.vault ?? {},
      () => this.#accounts,
      (...topics) => this.changed(...topics),
    );
    this.practice = new FakePractice(
      () => this.#talks,
      (talk) => this.#tell(talk),
      (...topics) => this.changed(...topics),
    );
    const changed = (...topics: Topic[]) => this.changed(...topics);
    this.logins = new FakeLogins(() => this.#accounts, this.#vault, changed);
    this.applications = new FakeApplications(
      () => this.#accounts,
      () => this.roster.all,
      changed,
    );
    this.data = new FakeData(
      now,
      () => this.#talks,
      (id) => (this.#talks = this.#talks.filter(({ customer }) => customer.id !== id)),
      changed,
    );
    this.#offline = start.offline ?? null;
    this.delivery = new FakeDelivery(
      {
        talks: () => this.#talks,
        accounts: () => this.#accounts,
        operator: () => this.#operator,
        beside: (path) => this.roster.besideAt(path),
        spoken: (persona) => spoken(this.roster.all, persona),
        tell: (talk) => this.#tell(talk),
        changed,
        leavesAfter: start.leavesAfter ?? 700,
      },
      start.delivery ?? {},
    );
  }

  /** What the parts of the desk answer, each in a file of its own. */
  parts() {
    return {
      ...this.roster.answers,
      ...this.#vault.answers,
      ...this.practice.answers,
      ...this.logins.answers,
      ...this.applications.answers,
      ...this.delivery.answers,
      ...this.data.answers,
    };
  }

  #handlers(): Handlers {
    return { ...this.#own, ...this.parts() };
  }

  /**
   * `?fake=first-run` begins without anything, `?fake=locked` and others with a
   * vault like that, `?fake=crowd` with two hundred personas, `?fake=faces` and
   * `?fake=no-face` with such photos, `?fake=archived` with everybody put away,
   * `?fake=doubt` with a look in doubt, `?fake=returned` with replies that came
   * back, `?fake=application` with access applications, `?fake=receiving` with much to read, `?fake=offline` without a connection and `?fake=failing` with every
   * reading refused. `FakeLogins.wish` knows those about access, `FakeDelivery.wish` those about sending.
   */
  static forBrowser(): FakeDesk {
    const wish = new URLSearchParams(location.search).get("fake");
    if (wish === "first-run") return new FakeDesk({ accounts: [], personas: [] });
    if (wish === "empty")
      return new FakeDesk({ operator: "Ana Ruiz", accounts: [], personas: [], talks: [] });
    const desk = new FakeDesk({
      operator: "Ana Ruiz",
      vault: FakeVault.wished(wish),
      ...(wish === "offline" ? { offline: Date.now() - 300_000 } : {}),
      ...(wish === "crowd" ? { personas: crowd() } : {}),
      ...(wish === "archived" ? { personas: putAway() } : {}),
      ...(wish === "doubt" ? { personas: doubtful() } : {}),
      ...(wish === "receiving"
        ? { accounts: [lateAccount(Date.now())], talks: receivedTalks(Date.now()) }
        : {}),
    });
    desk.logins.wish(wish);
    desk.delivery.wish(wish);
    if (wish === "returned") desk.#returnAll();
    if (wish === "failing")
      for (const reading of READINGS) desk.refusals.set(reading, { code: "unexpected" });
    if (wish === "application") desk.applications.begin(Date.now());
    if (wish === "faces") desk.roster.faces = 2;
    if (wish === "no-face") desk.roster.faces = 0;
    return desk;
  }

  async call<K extends keyof Commands>(
    name: K,
    request: Commands[K]["request"],
  ): Promise<Commands[K]["answer"]> {
    this.calls.push({ name, request: structuredClone(request) });
    const refusal = this.refusals.get(name);
    if (refusal) throw refusal;
    const handlers: Partial<Record<keyof Commands, (request: never) => unknown>> = this.#handlers();
    const answer = handlers[name]?.(request as never);
    return structuredClone((await answer) as Commands[K]["answer"]);
  }

  async stagePicture(bytes: Uint8Array): Promise<StagedPicture> {
    if (bytes.length < 16) throw { code: "picture_not_a_picture" } satisfies ErrorCode;
    return this.roster.stage();
  }
  async stageMessagePicture(bytes: Uint8Array): Promise<MessagePicture> {
    if (bytes.length < 16) throw { code: "picture_not_a_picture" } satisfies ErrorCode;
    return this.roster.beside();
  }
  pasteMessagePicture = async () => this.roster.pasteBeside();
  droppedMessagePicture = async () => this.roster.beside();
  pastePicture = async () => this.roster.paste();
  droppedPicture = async () => this.roster.stage();
  drops = (listener: () => void) => this.window.drops(listener);

  changes(listener: (topic: Topic) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pictureUrl(path: string): string {
    return this.roster.url(path);
  }

  async spellIn(language: string): Promise<void> {
    this.spelled.push(language);
  }

  /** Says that something changed, as the shell does. */
  changed(...topics: Topic[]) {
    for (const topic of topics) for (const listener of this.#listeners) listener(topic);
  }

  /** As the desk finds: every word, as a part of any, newest first. */
  #found(text: string): FoundMessage[] {
    const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    return this.#connected()
      .flatMap(({ customer, items }) =>
        items.flatMap((item) =>
          item.item === "reply" || !words.every((word) => item.text.toLowerCase().includes(word))
            ? []
            : [
                {
                  account: this.#accounts[0]?.id ?? "",
                  customer,
                  message: item.id,
                  text: item.text,
                  at: item.at,
                  from: item.item === "incoming" ? ("customer" as const) : ("brand" as const),
                },
              ],
        ),
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, 50);
  }

  #connected() {
    return this.#accounts.length > 0 ? this.#talks : [];
  }

  #own: Omit<Handlers, keyof ReturnType<FakeDesk["parts"]>> = {
    overview: () => ({
      version: "0.1.0",
      data_folder: "~/byline",
      operator: this.#operator,
      accounts: this.#accounts,
      vault: this.#vault.view(),
      counts: {
        unread: this.#connected().filter((talk) => !talk.read).length,
        drafts: this.#connected().filter((talk) => talk.draft).length,
        outbox: this.delivery.unsettled().length,
        needs_you: this.delivery.unsettled().filter(({ reply }) => needsYou(reply.state)).length,
      },
      offline_since: this.#offline,
      stop: this.delivery.stop,
    }),
    settings_show: () => this.#settings,
    settings_set: (settings) => (this.#settings = settings),
    operator_add: ({ name }) => {
      if (name.trim() === "") throw { code: "name_refused" } satisfies ErrorCode;
      this.#operator = { id: "operator-1", name: name.trim() };
      return this.#operator;
    },
    operator_list: () => ({
      operators: [this.#operator, { id: "operator-2", name: "Deepak Rao" }].filter(
        (one) => one !== null,
      ),
    }),
    account_list: () => ({ accounts: this.#accounts }),
    account_connect: () => {
      throw {
        code: "sign_in_again",
        said: { status: 401, code: 32, text: "Could not authenticate you." },
      } satisfies ErrorCode;
    },
    account_connect_practice: () => {
      const account = practiceAccount(Date.now());
      this.#accounts = [account];
      this.#vault.keep(account.id);
      this.changed("accounts", "inbox", "personas");
      return account;
    },
    account_resume: ({ account }) => {
      const found = this.#accounts.find((one) => one.id === account);
      if (!found) throw { code: "unknown_account", account } satisfies ErrorCode;
      found.stopped = null;
      this.changed("accounts");
      return found;
    },
    line_check: checkLine,
    inbox_sync: () => ({ new_messages: 0, resumes_at: null }),
    conversation_list: () => ({
      conversations: this.#connected()
        .map((talk) => this.#row(talk))
        .sort(
          (a, b) =>
            (a.waiting_since ?? Infinity) - (b.waiting_since ?? Infinity) || b.last_at - a.last_at,
        ),
    }),
    conversation_show: ({ customer }) => {
      const talk = this.#talk(customer);
      const { items, earlier } = newest(talk);
      return {
        row: this.#row(talk),
        items: items.map((item) =>
          item.item === "reply" ? { ...item, ...this.delivery.shown(talk, item) } : item,
        ),
        earlier,
        unread_spans: [],
        seen_at: this.#accounts[0]?.place.at === "network" ? seenAt(customer) : null,
        draft: talk.draft ?? null,
        drafted_at: draftedAt(talk),
        speaking_as:
          talk.draft?.persona ??
          (talk.speaker && this.roster.find(talk.speaker).operators_may_send ? talk.speaker : null),
        free_replies: 5,
        budget_left: 480,
        language: talk.language ?? null,
        seen: seenOf(talk),
      };
    },
    conversation_earlier: (request) => before(this.#talk(request.customer), request.before),
    conversation_later: (request) => after(this.#talk(request.customer), request.after),
    conversation_around: (request) => around(this.#talk(request.customer), request.message),
    conversation_seen: ({ customer }) => {
      this.#talk(customer).read = true;
      this.changed("inbox");
      return {};
    },
    conversation_attend: () => ({}),
    conversation_leave: () => ({}),
    conversation_language: ({ customer, language }) => {
      this.#talk(customer).language = language;
      return {};
    },
    search: ({ text }) => ({ messages: this.#found(text) }),
    customer_view: ({ customer }) => ({
      brand_name: "Northwind",
      brand_handle: "northwind",
      brand_picture: "picture/brand",
      bubbles: customerBubbles(
        this.#talk(customer).items.filter((item) => item.item !== "reply"),
        { text: "", picture: null, speaker: null },
        0,
      ),
    }),
    draft_save: (request) => {
      const picture = this.roster.kept(request.picture);
      const saved = keepDraft(this.#talk(request.customer), request, picture);
      this.changed("drafts");
      return saved;
    },
    draft_list: () => ({
      drafts: this.#connected().flatMap((talk) =>
        talk.draft
          ? [{ account: this.#accounts[0]?.id ?? "", customer: talk.customer, draft: talk.draft }]
          : [],
      ),
    }),
    ledger_list: ({ before }) => ({
      rows: before === null && this.#accounts.length > 0 ? ledger(Date.now()) : [],
    }),
    ledger_verify: () => ({ chain: "whole", rows: 8 }),
  };

  #uses(persona: string) {
    const replies = this.delivery
      .unsettled()
      .filter(({ reply }) => reply.spoken_as.persona === persona);
    const { leaving, ...rest } = counted(replies.map(({ reply }) => reply.state));
    return {
      drafts: this.#connected().filter((talk) => talk.draft?.persona === persona).length,
      replies: leaving,
      ...rest,
    };
  }

  #talk(customer: string): Talk {
    const found = this.#talks.find((talk) => talk.customer.id === customer);
    if (!found) throw { code: "unknown_customer", customer } satisfies ErrorCode;
    return found;
  }

  /** Every reply that waits comes back, because nothing is known of its look any more. */
  #returnAll() {
    for (const { reply } of this.delivery.unsettled())
      reply.state = { state: "returned_look_gone" };
  }

  #tell(talk: Talk) {
    this.changed(
      "outbox",
      "inbox",
      `conversation:${this.#accounts[0]?.id}/${talk.customer.id}`,
      "drafts",
    );
  }

  #row(talk: Talk): ConversationRow {
    const said = talk.items.filter((item) => item.item !== "reply");
    const last = said.at(-1);
    const brand = said.findLastIndex((item) => item.item === "outgoing");
    const waiting = said.slice(brand + 1)[0];
    return {
      account: this.#accounts[0]?.id ?? "",
      customer: talk.customer,
      preview: last?.text ?? "",
      last_from: last?.item === "outgoing" ? "brand" : "customer",
      last_at: last?.at ?? 0,
      waiting_since: waiting?.at ?? null,
      unread: talk.read ? 0 : Math.max(1, said.length - brand - 1),
      speaker: talk.speaker ? spoken(this.roster.all, talk.speaker) : null,
      has_draft: talk.draft !== undefined,
      needs_you: talk.items.some((item) => item.item === "reply" && needsYou(item.state)),
    };
  }
}
