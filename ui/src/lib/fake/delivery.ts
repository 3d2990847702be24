/**
 * How replies leave the fake desk: held, at a time, in their lane's order, and
 * stopped. Everything leaves well; what can go wrong is begun with.
 */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { DeliveryChoices } from "../bindings/DeliveryChoices";
import type { Leaves } from "../bindings/Leaves";
import type { MessagePicture } from "../bindings/MessagePicture";
import type { OperatorView } from "../bindings/OperatorView";
import type { ReplySend } from "../bindings/ReplySend";
import type { ReplyState } from "../bindings/ReplyState";
import type { ReplyView } from "../bindings/ReplyView";
import type { SpokenAs } from "../bindings/SpokenAs";
import type { StopView } from "../bindings/StopView";
import type { ErrorCode } from "../errors";
import { doubtOf } from "./doubts";
import { backToDraft, emptyDraft } from "./drafts";
import { fakeLinks } from "./links";
import { needsYou, SETTLED } from "./unsettled";
import type { Talk } from "./world";

export const USUAL_DELIVERY: DeliveryChoices = {
  undo_seconds: 10,
  pace_seconds: 3,
  stale: "return",
  doubt: "read_back",
  neighbours: "alone",
  mark_read: "never",
  typing: "never",
  quick_reading: "off",
};

const BLOCKED_FOR_SKIPPING = new Set(["sending", "in_doubt", "scheduled"]);

export interface DeliverySurroundings {
  talks: () => Talk[];
  accounts: () => AccountView[];
  operator: () => OperatorView | null;
  spoken: (persona: string) => SpokenAs | null;
  /** A picture that may go along, by its path. */
  beside: (path: string) => MessagePicture;
  tell: (talk: Talk) => void;
  changed: (...topics: string[]) => void;
  /** How long a reply is on its way, in milliseconds. */
  leavesAfter: number;
}

/** How far a talk can have been seen. */
export const seenOf = (talk: Talk) => talk.items.filter((item) => item.item !== "reply").length;

export class FakeDelivery {
  choices: DeliveryChoices;
  stop: StopView | null = null;
  #around: DeliverySurroundings;
  #leaving = new Set<string>();
  #count = 0;

  constructor(around: DeliverySurroundings, choices: Partial<DeliveryChoices>) {
    this.#around = around;
    this.choices = { ...USUAL_DELIVERY, ...choices };
  }

  answers = {
    reply_send: (request: ReplySend) => this.#send(request),
    reply_take_back: ({ reply }: { reply: string }) => {
      const { talk, reply: taken } = this.find(reply);
      backToDraft(talk, taken);
      return this.#leave(talk, taken, { state: "draft" });
    },
    reply_try_again: ({ reply, seen }: { reply: string; seen: number | null }) => {
      const { talk, reply: again } = this.find(reply);
      const unseen = (seen ?? 0) < seenOf(talk);
      if (again.state.state === "returned_stale" && this.choices.stale === "return" && unseen)
        throw { code: "went_on" } satisfies ErrorCode;
      return this.become(reply, { state: "queued" });
    },
    reply_skip: ({ reply }: { reply: string }) => {
      const { talk, reply: head } = this.find(reply);
      if (!this.shown(talk, head).may_be_skipped)
        throw { code: "nothing_behind" } satisfies ErrorCode;
      const item = talk.items.find((one) => one.id === reply);
      talk.items = talk.items.filter((one) => one.id !== reply);
      if (item) talk.items.push(item);
      this.#move(talk);
      return this.shown(talk, head);
    },
    reply_reschedule: ({ reply, at, zone }: { reply: string; at: number; zone: string }) => {
      if (at <= Date.now()) throw { code: "time_over" } satisfies ErrorCode;
      return this.become(reply, { state: "scheduled", at, zone });
    },
    reply_let_go: ({ reply }: { reply: string }) => this.become(reply, { state: "queued" }),
    reply_edit: ({ reply, text }: { reply: string; text: string }) => {
      const { talk, reply: edited } = this.find(reply);
      edited.text = text;
      this.#around.tell(talk);
      return this.shown(talk, edited);
    },
    reply_return: ({ reply }: { reply: string }) =>
      this.become(reply, { state: "returned_by_person" }),
    doubt_show: ({ reply }: { reply: string }) => {
      const { talk, reply: found } = this.find(reply);
      const account = this.#around.accounts()[0]?.name ?? "";
      return doubtOf(account, talk.customer, this.shown(talk, found));
    },
    reply_arrived: ({ reply }: { reply: string }) => {
      const said = structuredClone(this.find(reply).reply);
      this.#arrive(reply);
      return { ...said, state: { state: "sent" as const, at: Date.now() }, leaves: null };
    },
    reply_discard: ({ reply }: { reply: string }) => {
      const { talk, reply: gone } = this.find(reply);
      return this.#leave(talk, gone, { state: "discarded" });
    },
    outbox_list: () => ({
      replies: this.unsettled()
        .map(({ talk, reply }) => ({
          account: this.#around.accounts()[0]?.id ?? "",
          account_name: this.#around.accounts()[0]?.name ?? "",
          customer: talk.customer,
          reply: this.shown(talk, reply),
        }))
        .sort((a, b) => a.reply.released_at - b.reply.released_at),
      stop: this.stop,
    }),
    outbox_standing: () => this.#standing(),
    outbox_stop: () => {
      this.stop ??= { pressed_at: Date.now(), by: this.#around.operator(), still_at: Date.now() };
      this.#around.changed("outbox");
      return this.#standing();
    },
    outbox_resume: () => {
      this.stop = null;
      for (const talk of this.#around.talks()) this.#move(talk);
      return this.#standing();
    },
    delivery_show: ({ account }: { account: string }) => this.#view(account),
    delivery_set: ({ account, choices }: { account: string; choices: DeliveryChoices }) => {
      if (choices.undo_seconds > 60 || choices.pace_seconds > 60)
        throw { code: "span_too_long" } satisfies ErrorCode;
      this.choices = choices;
      this.#around.changed("accounts");
      return this.#view(account);
    },
  } satisfies Partial<{
    [K in keyof Commands]: (request: Commands[K]["request"]) => Commands[K]["answer"];
  }>;

  /** `delivery`: one in each state that a person meets on the way; `stopped`: nothing leaves. */
  wish(wish: string | null) {
    const now = Date.now();
    if (wish === "stopped") {
      const by = this.#around.operator();
      this.stop = { pressed_at: now - 240_000, by, still_at: now - 239_000 };
    }
    if (wish === "stopping")
      this.stop = { pressed_at: now, by: this.#around.operator(), still_at: null };
    if (wish !== "delivery") return;
    const states: [ReplyState, string][] = [
      [{ state: "held", until: now + 55_000 }, "Of course. Send me the new address here."],
      [{ state: "scheduled", at: now + 61_200_000, zone: "Asia/Tokyo" }, "はい、変更できます。"],
      [{ state: "returned_stale" }, "We have the blue one in M."],
      [{ state: "queued" }, "Shall I put it aside for you?"],
      [{ state: "returned_old" }, "نعم، يمكنك ذلك."],
    ];
    const lanes = ["7001", "7002", "7003", "7003", "7004"];
    states.forEach(([state, text], place) => {
      const customer = lanes[place] ?? "";
      const leave = { leave: "at_once" } as const;
      const asked = {
        account: "",
        customer,
        persona: "ana",
        look: null,
        text,
        picture: null,
        seen: null,
        leave,
      };
      const { id } = this.#send(asked);
      this.become(id, state);
    });
  }

  unsettled(): { talk: Talk; reply: ReplyView }[] {
    if (this.#around.accounts().length === 0) return [];
    return this.#around
      .talks()
      .flatMap((talk) => repliesOf(talk).map((reply) => ({ talk, reply })));
  }

  find(id: string): { talk: Talk; reply: ReplyView } {
    const found = this.unsettled().find(({ reply }) => reply.id === id);
    if (!found) throw { code: "unknown_reply" } satisfies ErrorCode;
    return found;
  }

  become(id: string, state: ReplyState): ReplyView {
    const { talk, reply } = this.find(id);
    reply.state = state;
    this.#move(talk);
    return this.shown(talk, reply);
  }

  /** As it stands among the others. */
  shown(talk: Talk, reply: ReplyView): ReplyView {
    const lane = repliesOf(talk).filter(({ state }) => state.state !== "scheduled");
    const at = lane.findIndex(({ id }) => id === reply.id);
    return {
      ...reply,
      behind_another: at > 0 && reply.state.state === "queued",
      may_be_skipped:
        at >= 0 && at < lane.length - 1 && !BLOCKED_FOR_SKIPPING.has(reply.state.state),
      leaves: this.#leaves(lane.slice(0, Math.max(0, at)), reply),
    };
  }

  #leaves(ahead: ReplyView[], { state }: ReplyView): Leaves | null {
    if (SETTLED.has(state.state)) return null;
    if (state.state === "sending") return { leaves: "now" };
    if (needsYou(state) || state.state === "waiting_for_approval")
      return { leaves: "when_decided" };
    if (ahead.some((one) => needsYou(one.state))) return { leaves: "behind_decision" };
    if (this.stop) return { leaves: "when_resumed" };
    const own = "until" in state ? state.until : "at" in state ? state.at : Date.now();
    const pause = this.choices.pace_seconds * 1_000 * ahead.length;
    return { leaves: "at", at: Math.max(own, Date.now() + pause) };
  }

  #send({ customer, persona, look, text, picture: path, leave }: ReplySend): ReplyView {
    const talk = this.#around.talks().find((one) => one.customer.id === customer);
    if (!talk) throw { code: "unknown_customer", customer } satisfies ErrorCode;
    const speaker = this.#around.spoken(persona);
    if (!speaker) throw { code: "unknown_persona", persona } satisfies ErrorCode;
    const picture = path === null ? null : this.#around.beside(path);
    if (text.trim() === "" && picture === null) throw { code: "text_empty" } satisfies ErrorCode;
    if (look !== null && look !== speaker.look.id)
      throw { code: "look_changed", line: speaker.look.line } satisfies ErrorCode;
    if (leave.leave === "at" && leave.at <= Date.now())
      throw { code: "time_over" } satisfies ErrorCode;
    const reply: ReplyView = {
      id: `reply-${++this.#count}`,
      text: text.trim(),
      picture,
      spoken_as: speaker,
      author: this.#around.operator()?.name ?? null,
      released_at: Date.now(),
      state: this.#released(leave),
      behind_another: false,
      may_be_skipped: false,
      leaves: null,
    };
    talk.items = [...talk.items, { item: "reply", ...reply }];
    talk.speaker = persona;
    emptyDraft(talk, text, persona);
    this.#move(talk);
    return this.shown(talk, reply);
  }

  #released(leave: ReplySend["leave"]): ReplyState {
    if (leave.leave === "at") return { state: "scheduled", at: leave.at, zone: leave.zone };
    const { undo_seconds } = this.choices;
    if (leave.leave === "at_once" || undo_seconds === 0) return { state: "queued" };
    return { state: "held", until: Date.now() + undo_seconds * 1_000 };
  }

  /** Lets a lane's first reply go on: when it is queued, or when its time has come. */
  #move(talk: Talk) {
    this.#around.tell(talk);
    if (this.stop) return;
    for (const { id, state } of repliesOf(talk)) {
      const due = state.state === "held" ? state.until : state.state === "scheduled" && state.at;
      if (due !== false) this.#later(due - Date.now(), () => this.#due(id, due));
    }
    const head = repliesOf(talk).find(({ state }) => state.state !== "scheduled");
    if (head?.state.state !== "queued" || this.#leaving.has(head.id)) return;
    const { id } = head;
    this.#leaving.add(id);
    this.#later(this.#around.leavesAfter / 2, () =>
      this.#still(id, "queued", { state: "sending" }),
    );
    this.#later(this.#around.leavesAfter, () => {
      this.#leaving.delete(id);
      if (this.#is(id, "sending")) this.#arrive(id);
    });
  }

  #due(id: string, due: number) {
    if (this.stop) return;
    const state = this.unsettled().find(({ reply }) => reply.id === id)?.reply.state;
    if (!state || (state.state !== "held" && state.state !== "scheduled")) return;
    if ((state.state === "held" ? state.until : state.at) === due)
      this.become(id, { state: "queued" });
  }

  #is = (id: string, state: ReplyState["state"]) =>
    this.unsettled().some(({ reply }) => reply.id === id && reply.state.state === state);

  #still(id: string, before: ReplyState["state"], after: ReplyState) {
    if (!this.stop && this.#is(id, before)) this.become(id, after);
  }

  /** Node keeps no time further off than this. */
  #later(wait: number, run: () => void) {
    if (wait < 2 ** 31) setTimeout(run, Math.max(0, wait));
  }

  #leave(talk: Talk, reply: ReplyView, state: ReplyState): ReplyView {
    reply.state = state;
    talk.items = talk.items.filter((item) => item.id !== reply.id);
    this.#move(talk);
    return { ...reply, leaves: null };
  }

  #arrive(id: string) {
    const { talk, reply } = this.find(id);
    const { text, spoken_as, author } = reply;
    talk.items = talk.items.filter((item) => item.id !== id);
    talk.items.push({
      item: "outgoing",
      id: `90071992547${++this.#count}`,
      text,
      links: fakeLinks(text),
      attachment: null,
      picture: reply.picture,
      at: Date.now(),
      spoken_as,
      author,
    });
    this.#move(talk);
  }

  #standing() {
    const all = this.unsettled().map(({ reply }) => reply.state.state);
    const in_doubt = all.filter((state) => state === "in_doubt" || state === "sending").length;
    return { stop: this.stop, not_sent: all.length - in_doubt, in_doubt };
  }

  #view(account: string) {
    const found = this.#around.accounts().find((one) => one.id === account);
    if (!found) throw { code: "unknown_account", account } satisfies ErrorCode;
    return { account, account_name: found.name, choices: this.choices };
  }
}

function repliesOf(talk: Talk): ReplyView[] {
  return talk.items.flatMap((item) =>
    item.item === "reply" && !SETTLED.has(item.state.state) ? [item] : [],
  );
}
