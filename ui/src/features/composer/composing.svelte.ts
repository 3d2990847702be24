/**
 * One conversation's composer: the text, as whom, and whether it may leave. The
 * text is given up only after the desk took the reply; whatever fails, it stays.
 */
import { m } from "$messages";
import { addressKey, type Address } from "$lib/address";
import { announcer } from "$lib/announce.svelte";
import type { ConversationView } from "$lib/bindings/ConversationView";
import type { DraftSaved } from "$lib/bindings/DraftSaved";
import type { LeaveWhen } from "$lib/bindings/LeaveWhen";
import type { MessagePicture } from "$lib/bindings/MessagePicture";
import type { PersonaView } from "$lib/bindings/PersonaView";
import type { ReplyView } from "$lib/bindings/ReplyView";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";
import { TAKES_BACK, type ReplyAct } from "$lib/replyActs";
import { together, without } from "$lib/together";
import { offerUndo } from "$lib/undo.svelte";
import { DraftKeeper, type Draft } from "./draft.svelte";
import { usableSpeakers } from "./speakers";

/** What came into the draft beside its composer: a reply that was taken back there. */
export interface Other {
  text: string;
  picture: MessagePicture | null;
}

export class Composer {
  text = $state("");
  /** The picture that goes along. */
  picture = $state.raw<MessagePicture | null>(null);
  /** What came into the draft meanwhile; kept with it until somebody takes it in or leaves it out. */
  other = $state.raw<Other | null>(null);
  /** The picture beside the text is gone: the text was kept without it. */
  pictureGone = $state(false);
  persona = $state<string | null>(null);
  /** In which language one writes here, as a BCP 47 tag; `null`: the system's. */
  language = $state<string | null>(null);
  /** Everybody, also those who cannot speak here. */
  personas = $state.raw<readonly PersonaView[]>([]);
  /** Who may speak here, in the look in which they speak. */
  speakers = $state.raw<PersonaView[]>([]);
  busy = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  /** How far whoever writes here was shown the conversation; null before it was. */
  seen: number | null = null;
  readonly drafts: DraftKeeper;
  #desk: Desk;
  #address: Address;
  #opened = false;
  /** What the desk has of the draft, as far as this composer knows. */
  #kept: { text: string; picture: string | null } = { text: "", picture: null };
  /** How many pictures are being prepared. */
  #begun = $state(0);
  /** The last of them, which follows those before it; never rejects. */
  #attaching: Promise<void> | undefined;

  constructor(desk: Desk, address: Address) {
    this.#desk = desk;
    this.#address = address;
    this.drafts = new DraftKeeper((draft) => this.#keep(draft));
  }

  /** Which account it is about. */
  get account(): string {
    return this.#address.account;
  }

  /** A picture is being prepared. */
  get preparing(): boolean {
    return this.#begun > 0;
  }

  /** Who speaks, if somebody was chosen who may speak here. */
  get speaker(): PersonaView | null {
    return this.speakers.find((one) => one.id === this.persona) ?? null;
  }

  /** Why nothing can be sent now, in words; `null` where it can. */
  get blocked(): string | null {
    if (this.speaker === null) return m.composer_needs_speaker();
    if (this.preparing) return m.composer_preparing();
    if (this.text.trim() === "" && this.picture === null) return m.composer_needs_text();
    return null;
  }

  /** Takes over what the desk holds, unless something newer was typed here. */
  adopt(view: ConversationView) {
    this.language = view.language;
    this.seen = view.seen;
    const fresher = view.drafted_at > this.drafts.savedAt;
    const untouched = this.drafts.keeping === "untouched" || this.drafts.keeping === "saved";
    if (this.#opened && !(fresher && untouched && !this.busy)) return;
    this.#take(view);
  }

  know(personas: readonly PersonaView[]) {
    this.personas = personas;
    this.speakers = usableSpeakers(personas, this.#address.account);
  }

  write(text: string) {
    if (this.busy) return;
    this.text = text;
    this.error = undefined;
    this.#changed();
  }

  /**
   * Lets a picture go along; it takes the place of another, which can be undone.
   * Where there is none, everything stays. Several follow each other.
   */
  async attach(prepare: (desk: Desk) => Promise<MessagePicture>) {
    if (this.busy) return;
    this.#begun += 1;
    announcer.say(m.composer_preparing());
    const before = this.#attaching;
    this.#attaching = this.#attach(prepare, before).finally(() => (this.#begun -= 1));
    await this.#attaching;
  }

  async #attach(
    prepare: (desk: Desk) => Promise<MessagePicture>,
    before: Promise<void> | undefined,
  ) {
    await before;
    this.error = undefined;
    try {
      this.#put(await prepare(this.#desk));
      this.pictureGone = false;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    }
  }

  /** Takes the picture out, which can be undone. */
  detach() {
    if (this.busy) return;
    this.error = undefined;
    this.#put(null);
  }

  #put(picture: MessagePicture | null) {
    const before = this.picture;
    this.picture = picture;
    this.#changed();
    if (picture) announcer.say(m.composer_picture_added());
    if (!before) return;
    offerUndo({
      text: picture ? m.composer_picture_replaced() : m.composer_picture_out(),
      undo: () => {
        if (this.busy || this.picture?.path !== picture?.path) return;
        this.picture = before;
        this.#changed();
      },
    });
  }

  /** Puts what came into the draft meanwhile behind what is typed. */
  takeIn() {
    const { other } = this;
    if (this.busy || !other) return;
    this.text = together(this.text, other.text);
    this.other = null;
    if (other.picture) this.#put(other.picture);
    else this.#changed();
  }

  /** Leaves out what came into the draft meanwhile, which can be undone. */
  leaveOut() {
    const { other } = this;
    if (this.busy || !other) return;
    this.other = null;
    this.#changed();
    offerUndo({ text: m.composer_other_left(), undo: () => this.#meet(other) });
  }

  speakAs(persona: string) {
    if (this.busy) return;
    this.persona = persona;
    this.error = undefined;
    this.#changed();
  }

  /** Remembers the language for this conversation; where that fails, the one before stays. */
  async writeIn(language: string | null) {
    const before = this.language;
    this.language = language;
    try {
      await this.#desk.call("conversation_language", { ...this.#address, language });
    } catch (thrown) {
      this.language = before;
      this.error = asErrorCode(thrown);
    }
  }

  /** By its place among those who may speak; nothing where there is none. */
  speakAsNumber(index: number) {
    const found = this.speakers[index];
    if (found) this.speakAs(found.id);
  }

  /** Releases the reply; the answer is what the desk took, nothing where it did not. */
  async send(leave: LeaveWhen = { leave: "after_undo" }): Promise<ReplyView | undefined> {
    const { speaker } = this;
    if (this.busy || this.blocked !== null || speaker === null) return undefined;
    this.busy = true;
    this.error = undefined;
    try {
      const { picture } = this;
      await this.drafts.flush();
      // Without its picture it is another reply than the one that was to leave.
      if (this.picture !== picture) {
        this.pictureGone = false;
        this.error = { code: "message_picture_gone" };
        return undefined;
      }
      const reply = await this.#desk.call("reply_send", {
        ...this.#address,
        persona: speaker.id,
        look: speaker.look.id,
        text: this.text,
        picture: picture?.path ?? null,
        seen: this.seen,
        leave,
      });
      this.text = this.other?.text ?? "";
      this.picture = this.other?.picture ?? null;
      this.other = null;
      this.pictureGone = false;
      this.#changed();
      await this.drafts.flush();
      return reply;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      if (this.error.code === "look_changed") await this.#lookAgain();
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /**
   * Takes a reply back into this composer. What stands here, and a picture that
   * is still being prepared, is saved first and nothing can be changed meanwhile,
   * so that the desk puts both together and neither replaces the other.
   */
  async takeBack(run: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await this.#attaching;
      await this.drafts.flush();
      if (this.drafts.error) throw this.drafts.error;
      await run();
      const view = await this.#desk.call("conversation_show", { ...this.#address });
      this.#take(view);
    } finally {
      this.busy = false;
    }
  }

  /** The next Send is about the look that is shown from now on. */
  async #lookAgain() {
    try {
      this.know((await this.#desk.call("persona_list", {})).personas);
    } catch {
      // The refusal already stands beside the text; Send asks the desk again.
    }
  }

  #take(view: ConversationView) {
    this.#opened = true;
    this.text = view.draft?.text ?? "";
    this.picture = view.draft?.picture ?? null;
    this.persona = view.speaking_as;
    this.other = null;
    this.drafts.savedAt = view.drafted_at;
    this.#kept = { text: this.text, picture: this.picture?.path ?? null };
  }

  async #keep(draft: Draft): Promise<DraftSaved> {
    const upon = this.drafts.savedAt;
    const saved = await this.#desk.call("draft_save", { ...this.#address, ...draft, upon });
    if (saved.picture === "gone") this.#miss(draft.picture);
    const { text, picture } = this.#kept;
    this.#kept = { text: draft.text, picture: draft.picture };
    if (saved.other)
      this.#meet({
        text: without(saved.other.text, text),
        picture: saved.other.picture?.path === picture ? null : saved.other.picture,
      });
    return saved;
  }

  #miss(path: string | null) {
    if (this.other?.picture?.path === path) this.other = { ...this.other, picture: null };
    if (this.picture?.path !== path) return;
    this.picture = null;
    this.pictureGone = true;
    announcer.say(m.composer_picture_gone());
  }

  /** An empty composer takes in what came meanwhile; beside what is typed it is offered. */
  #meet({ text, picture }: Other) {
    if (this.text === "" && !this.picture && !this.other) {
      this.text = text;
      this.picture = picture;
    } else if (text !== "" || picture) {
      this.other = {
        text: together(this.other?.text ?? "", text),
        picture: picture ?? this.other?.picture ?? null,
      };
      announcer.say(m.composer_other());
    }
    this.#changed();
  }

  #changed() {
    this.drafts.changed({
      text: together(this.text, this.other?.text ?? ""),
      picture: this.picture?.path ?? this.other?.picture?.path ?? null,
      persona: this.persona,
    });
  }
}

/** Every composer of this session: leaving a conversation and coming back finds it as it was. */
export class Composers {
  #desk: Desk;
  #all = new Map<string, Composer>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  of(address: Address): Composer {
    const key = addressKey(address);
    const composer = this.#all.get(key) ?? new Composer(this.#desk, address);
    this.#all.set(key, composer);
    return composer;
  }
}

/** What a reply costs of the day's budget now. */
export function budgetWord({ free_replies, budget_left }: ConversationView): string {
  return [m.composer_free({ count: free_replies }), m.composer_budget({ count: budget_left })].join(
    " · ",
  );
}

/** Carries out a decision about a reply; taking it back goes through its conversation's composer. */
export function carryOut(
  composer: Composer,
  what: ReplyAct,
  run: () => Promise<unknown>,
): Promise<unknown> {
  return TAKES_BACK.has(what) ? composer.takeBack(run) : run();
}
