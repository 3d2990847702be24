/**
 * Stopping everything: at once and without a question. Going on is asked for once,
 * with what leaves then in sight.
 */
import type { Outbox } from "$lib/bindings/Outbox";
import type { OutboxRow } from "$lib/bindings/OutboxRow";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence, type ErrorCode } from "$lib/errors";
import { toast } from "$lib/toast.svelte";

export class Stopping {
  busy = $state(false);
  /** Whether somebody is asked whether to go on. */
  asking = $state<"no" | "yes">("no");
  error = $state.raw<ErrorCode | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Stops; the desk says so as soon as nothing new can begin. */
  async stop() {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.#desk.call("outbox_stop", {});
    } catch (thrown) {
      toast.show(errorSentence(asErrorCode(thrown)));
    } finally {
      this.busy = false;
    }
  }

  ask() {
    this.error = undefined;
    this.asking = "yes";
  }

  close() {
    this.asking = "no";
  }

  async resume() {
    this.busy = true;
    this.error = undefined;
    try {
      await this.#desk.call("outbox_resume", {});
      this.asking = "no";
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** What leaves when somebody resumes: now or by the clock; the rest waits for a person. */
export function afterwards({ replies }: Outbox): { leave: OutboxRow[]; decide: number } {
  const leave = replies.filter(({ reply }) => reply.leaves?.leaves === "when_resumed");
  const decide = replies.filter(({ reply }) => reply.leaves?.leaves === "when_decided").length;
  return { leave, decide };
}
