/**
 * Making a persona: its kind, its line, its photo. The desk judges the line as
 * it is typed and prepares the photo; this holds what they said and why it
 * cannot be saved yet.
 */
import { m } from "$messages";
import type { KindName } from "$lib/bindings/KindName";
import type { LineVerdict } from "$lib/bindings/LineVerdict";
import type { PersonaView } from "$lib/bindings/PersonaView";
import type { StagedPicture } from "$lib/bindings/StagedPicture";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

export class PersonaForm {
  kind = $state<KindName | undefined>();
  line = $state("");
  verdict = $state.raw<LineVerdict | undefined>();
  photo = $state.raw<StagedPicture | undefined>();
  photoError = $state.raw<ErrorCode | undefined>();
  staging = $state(false);
  saving = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  /** Saved, but a publishing after it failed. */
  made = $state.raw<PersonaView | undefined>();
  #desk: Desk;
  #asked = 0;
  #staged = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Why it cannot be saved yet, in words; `null` where it can. */
  get blocked(): string | null {
    if (this.kind === undefined) return m.persona_needs_kind();
    if (this.line.trim() === "") return m.persona_needs_line();
    if (this.verdict?.problem) return m.persona_needs_fix();
    if (this.photo === undefined) return m.persona_needs_photo();
    return null;
  }

  choose(kind: KindName) {
    this.kind = kind;
    void this.#check();
  }

  write(line: string) {
    this.line = line;
    this.error = undefined;
    void this.#check();
  }

  /** Only the answer to the newest question counts. */
  async #check() {
    const turn = ++this.#asked;
    try {
      // Until a kind is chosen, the rules that all kinds share are asked.
      const request = { text: this.line, kind: this.kind ?? "human" };
      const verdict = await this.#desk.call("line_check", request);
      if (turn === this.#asked) this.verdict = verdict;
    } catch (thrown) {
      if (turn === this.#asked) this.error = asErrorCode(thrown);
    }
  }

  async stage(file: Blob) {
    const turn = ++this.#staged;
    this.staging = true;
    this.photoError = undefined;
    try {
      const photo = await this.#desk.stagePicture(new Uint8Array(await file.arrayBuffer()));
      if (turn === this.#staged) this.photo = photo;
    } catch (thrown) {
      if (turn === this.#staged) this.photoError = asErrorCode(thrown);
    } finally {
      if (turn === this.#staged) this.staging = false;
    }
  }

  /** Saves and, where an account is given, publishes there. The saved persona, if it came that far. */
  async save(publishOn?: string): Promise<PersonaView | undefined> {
    const { kind, photo } = this;
    if (this.saving || this.blocked !== null || !kind || !photo) return undefined;
    this.saving = true;
    this.error = undefined;
    try {
      this.made ??= await this.#desk.call("persona_add", {
        kind,
        line: this.line,
        picture: photo.id,
      });
      if (publishOn !== undefined) {
        this.made = await this.#desk.call("persona_publish", {
          persona: this.made.id,
          account: publishOn,
        });
      }
      return this.made;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return undefined;
    } finally {
      this.saving = false;
    }
  }
}
