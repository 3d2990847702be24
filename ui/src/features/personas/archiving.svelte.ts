/** Putting a persona away: asks first where drafts or replies still use it, and can be taken back. */
import type { PersonaView } from "$lib/bindings/PersonaView";
import type { WhenUsed } from "$lib/bindings/WhenUsed";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence, type ErrorCode } from "$lib/errors";
import { toast } from "$lib/toast.svelte";
import { offerUndo } from "$lib/undo.svelte";
import { m } from "$messages";

export class Archiving {
  /** Still used by so many; a person has to say whether it is put away all the same. */
  used = $state.raw<Extract<ErrorCode, { code: "persona_in_use" }> | undefined>();
  error = $state.raw<ErrorCode | undefined>();
  busy = $state(false);
  #desk: Desk;
  #moved: () => void;

  /** `moved` is told after a persona was put away or taken out again by its buttons. */
  constructor(desk: Desk, moved: () => void) {
    this.#desk = desk;
    this.#moved = moved;
  }

  async archive({ id, look }: PersonaView, when_used: WhenUsed = "ask") {
    await this.#act(async () => {
      await this.#desk.call("persona_archive", { persona: id, when_used });
      offerUndo({
        text: m.persona_archived({ line: look.line }),
        undo: () => this.#takeBack(id),
      });
      this.#moved();
    });
  }

  async restore(persona: string) {
    await this.#act(async () => {
      await this.#restore(persona);
      this.#moved();
    });
  }

  /** The persona that was put away has no place any more in which a failure could be said. */
  async #takeBack(persona: string) {
    try {
      await this.#restore(persona);
    } catch (thrown) {
      toast.show(errorSentence(asErrorCode(thrown)));
    }
  }

  #restore(persona: string) {
    return this.#desk.call("persona_restore", { persona });
  }

  async #act(run: () => Promise<unknown>) {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      await run();
    } catch (thrown) {
      const error = asErrorCode(thrown);
      if (error.code === "persona_in_use") this.used = error;
      else this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
