/**
 * Making a persona, or changing one: its kind, its line, its portrait, and what
 * the team notes about it. The desk judges the line as it is typed and cuts the
 * photo; this holds what they said and why nothing can be saved yet. What was
 * saved once is not saved a second time when only its publishing failed.
 */
import { m } from "$messages";
import type { AccountView } from "$lib/bindings/AccountView";
import type { KindName } from "$lib/bindings/KindName";
import type { LineVerdict } from "$lib/bindings/LineVerdict";
import type { PersonaDetails } from "$lib/bindings/PersonaDetails";
import type { PersonaView } from "$lib/bindings/PersonaView";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence, type ErrorCode } from "$lib/errors";

/** The portrait in the making, as far as the form needs it; `features/portrait` has it. */
export interface PortraitInHand {
  readonly working: boolean;
  readonly changed: boolean;
  /** The staged picture's key, cut as it is seen; `null` where there is nothing new. */
  settled(): Promise<string | null>;
}

const NOTHING: PersonaDetails = {
  tags: [],
  languages: [],
  consent: "",
  speakers: { who: "everybody" },
};

export class PersonaForm {
  kind = $state<KindName | undefined>();
  line = $state("");
  /** The shorter line for X; empty: the line itself. */
  ownLine = $state("");
  details = $state<PersonaDetails>(structuredClone(NOTHING));
  verdict = $state.raw<LineVerdict | undefined>();
  ownVerdict = $state.raw<LineVerdict | undefined>();
  saving = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  /** Saved, but a publishing after it failed. */
  made = $state.raw<PersonaView | undefined>();
  /** Where it is published when it is, by the accounts' keys. */
  targets = $state<string[]>([]);
  readonly origin: PersonaView | undefined;
  readonly #desk: Desk;
  readonly #portrait: PortraitInHand;
  #begun: string;
  #asked = { line: 0, own: 0 };

  constructor(
    desk: Desk,
    portrait: PortraitInHand,
    accounts: readonly AccountView[],
    origin?: PersonaView,
  ) {
    this.#desk = desk;
    this.#portrait = portrait;
    this.origin = origin;
    const spokenOn = origin?.published.filter((place) => place.speaks_in !== null) ?? [];
    this.targets =
      spokenOn.length > 0
        ? spokenOn.map((place) => place.account)
        : accounts.slice(0, 1).map((account) => account.id);
    if (origin) {
      this.kind = origin.kind;
      this.line = origin.look.line;
      this.ownLine = origin.look.own_lines.find((own) => own.network === "x")?.line ?? "";
      this.details = structuredClone(origin.details);
      void this.#check("line");
    }
    this.#begun = this.#written();
  }

  /** Something was typed or chosen that is not saved. */
  get dirty(): boolean {
    return this.made === undefined && (this.#portrait.changed || this.#written() !== this.#begun);
  }

  /** Customers would see a difference: saving makes a new look. */
  get newLook(): boolean {
    const before = this.origin?.look;
    const own = before?.own_lines.find((one) => one.network === "x")?.line ?? "";
    return (
      this.#portrait.changed || this.line.trim() !== before?.line || this.ownLine.trim() !== own
    );
  }

  /** Why it cannot be saved yet, in words; `null` where it can. */
  get blocked(): string | null {
    if (this.kind === undefined) return m.persona_needs_kind();
    if (this.line.trim() === "") return m.persona_needs_line();
    if (this.verdict?.problem) return m.persona_needs_fix();
    if (this.ownLine.trim() !== "" && this.ownVerdict?.problem) return m.persona_needs_own_fix();
    if (this.#portrait.working) return m.photo_working();
    if (!this.origin && !this.#portrait.changed) return m.persona_needs_photo();
    const { speakers } = this.details;
    if (speakers.who === "only" && speakers.operators.length === 0)
      return m.persona_needs_operator();
    return null;
  }

  /** What went wrong, in this form's words. */
  get trouble(): string | null {
    if (!this.error) return null;
    if (this.error.code === "look_changed")
      return m.persona_changed_meanwhile({ line: this.error.line });
    return errorSentence(this.error);
  }

  choose(kind: KindName) {
    this.kind = kind;
    void this.#check("line");
  }

  write(line: string) {
    this.line = line;
    this.error = undefined;
    void this.#check("line");
  }

  writeOwn(line: string) {
    this.ownLine = line;
    this.error = undefined;
    void this.#check("own");
  }

  /** Saves and, where accounts are given, publishes there. The saved persona, if it came that far. */
  async save(publishOn: readonly string[] = []): Promise<PersonaView | undefined> {
    if (this.saving || this.blocked !== null) return undefined;
    this.saving = true;
    this.error = undefined;
    try {
      this.made ??= await this.#keep();
      let { made } = this;
      for (const account of publishOn) {
        if (standsOn(made, account)) continue;
        made = await this.#desk.call("persona_publish", { persona: made.id, account });
        this.made = made;
      }
      return made;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  async #keep(): Promise<PersonaView> {
    const picture = await this.#portrait.settled();
    const { kind, line, ownLine } = this;
    const own_lines = (this.origin?.look.own_lines ?? []).filter((own) => own.network !== "x");
    if (ownLine.trim() !== "") own_lines.push({ network: "x", line: ownLine });
    const details = $state.snapshot(this.details);
    if (this.origin)
      return this.#desk.call("persona_edit", {
        persona: this.origin.id,
        line,
        own_lines,
        picture,
        details,
      });
    if (kind === undefined || picture === null) throw { code: "picture_gone" } satisfies ErrorCode;
    return this.#desk.call("persona_add", { kind, line, own_lines, picture, details });
  }

  /** Only the answer to the newest question counts. */
  async #check(which: "line" | "own") {
    const turn = ++this.#asked[which];
    try {
      // Until a kind is chosen, the rules that all kinds share are asked.
      const verdict = await this.#desk.call("line_check", {
        text: which === "line" ? this.line : this.ownLine,
        kind: this.kind ?? "human",
      });
      if (turn !== this.#asked[which]) return;
      if (which === "line") this.verdict = verdict;
      else this.ownVerdict = verdict;
    } catch (thrown) {
      if (turn === this.#asked[which]) this.error = asErrorCode(thrown);
    }
  }

  #written(): string {
    return JSON.stringify([this.kind, this.line, this.ownLine, this.details]);
  }
}

function standsOn(persona: PersonaView, account: string): boolean {
  return persona.published.some(
    (place) => place.account === account && place.state.state === "live",
  );
}
