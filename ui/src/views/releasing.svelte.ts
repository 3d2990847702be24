/** What happens around Send in one conversation: saying it once, choosing a time, and undoing what is held. */
import { carryOut, type Composer } from "$features/composer/composing.svelte";
import { Scheduling, type Chosen } from "$features/schedule/scheduling.svelte";
import { announcer } from "$lib/announce.svelte";
import type { ReplyView } from "$lib/bindings/ReplyView";
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence } from "$lib/errors";
import { hint } from "$lib/keys.svelte";
import { toast } from "$lib/toast.svelte";
import { timeIn, zoneWord } from "$lib/zones";
import { m } from "$messages";

export class Releasing {
  scheduling = $state.raw<Scheduling | undefined>();
  #desk: Desk;
  #composer: Composer;
  #handled: (reply: string) => void;
  #focus: () => void;

  constructor(desk: Desk, composer: Composer, handled: (reply: string) => void, focus: () => void) {
    this.#desk = desk;
    this.#composer = composer;
    this.#handled = handled;
    this.#focus = focus;
  }

  /** Says once what became of Send. */
  said({ state }: ReplyView, name: string) {
    if (state.state === "held") {
      const left = Math.round((state.until - Date.now()) / 1_000);
      announcer.say(m.live_held({ seconds: left, name, keys: hint("unsend") }));
    } else if (state.state === "scheduled") {
      const time = timeIn(state.at, state.zone);
      announcer.say(m.live_scheduled({ name, time, zone: zoneWord(state.zone) }));
    } else announcer.say(m.live_queued({ name }));
  }

  /** Leads to choosing a time for what is written. */
  choose(name: string) {
    this.scheduling = new Scheduling(async (chosen: Chosen) => {
      const reply = await this.#composer.send({ leave: "at", ...chosen });
      if (!reply) throw this.#composer.error ?? { code: "unexpected" };
      this.said(reply, name);
    });
  }

  close() {
    this.scheduling = undefined;
    this.#focus();
  }

  /** Brings back the newest reply that is held; nothing where none is. */
  async undo(items: readonly ThreadItem[]) {
    const held = items.findLast((item) => item.item === "reply" && item.state.state === "held");
    if (!held) return;
    this.#handled(held.id);
    try {
      const run = () => this.#desk.call("reply_take_back", { reply: held.id });
      await carryOut(this.#composer, "undo", run);
      announcer.say(m.live_undone());
    } catch (thrown) {
      toast.show(errorSentence(asErrorCode(thrown)));
    }
    this.#focus();
  }
}
