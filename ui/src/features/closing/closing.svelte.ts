/**
 * A wish to close the window or to quit while replies have not left: a person
 * is asked. What they answer to a closed window is remembered; it can be
 * changed in Settings. To quit is asked about every time.
 */
import type { ClosingQuestion } from "$lib/bindings/ClosingQuestion";
import type { Desk } from "$lib/desk";
import { chosen } from "$lib/settings.svelte";

export class ClosingTalk {
  question = $state.raw<ClosingQuestion | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Hears questions until the returned function is called. */
  start(): () => void {
    return this.#desk.window.asked((question) => (this.question = question));
  }

  async keepRunning() {
    this.question = undefined;
    await this.#remember("keep_running");
    await this.#desk.window.hide();
  }

  async quit() {
    const closed = this.question?.wish === "close";
    this.question = undefined;
    if (closed) await this.#remember("quit");
    await this.#desk.window.quit();
  }

  async stay() {
    if (!this.question) return;
    this.question = undefined;
    await this.#desk.window.stay();
  }

  /** An answer that cannot be kept holds this once; the next time it is asked again. */
  async #remember(closing: "keep_running" | "quit") {
    await chosen.change(this.#desk, { closing }).catch(() => {});
  }
}
