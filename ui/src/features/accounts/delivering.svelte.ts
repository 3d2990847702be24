/** How an account delivers: read once, and every choice kept as soon as it is made. */
import type { DeliveryChoices } from "$lib/bindings/DeliveryChoices";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

export type Span = "undo_seconds" | "pace_seconds";
/** What the desk takes, in seconds. */
export const LONGEST = 60;

export class Delivering {
  choices = $state.raw<DeliveryChoices | undefined>();
  error = $state.raw<ErrorCode | undefined>();
  /** How often something was kept; 0 before the first time. */
  kept = $state(0);
  #desk: Desk;
  #account: string;
  #last: Promise<void> = Promise.resolve();

  constructor(desk: Desk, account: string) {
    this.#desk = desk;
    this.#account = account;
    void this.read();
  }

  async read() {
    try {
      this.choices = (await this.#desk.call("delivery_show", { account: this.#account })).choices;
      this.error = undefined;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    }
  }

  /** Keeps a part, after what is being kept already. What cannot be kept stays as it was. */
  choose(part: Partial<DeliveryChoices>): Promise<void> {
    this.#last = this.#last.then(() => this.#keep(part));
    return this.#last;
  }

  /** Whole seconds as they were typed; anything else is said to be none. */
  span(which: Span, typed: string): Promise<void> {
    const seconds = Number(typed);
    if (typed.trim() === "" || !Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST) {
      this.error = { code: "span_too_long" };
      return Promise.resolve();
    }
    return this.choose({ [which]: seconds });
  }

  async #keep(part: Partial<DeliveryChoices>) {
    if (!this.choices) return;
    this.error = undefined;
    try {
      const choices = { ...this.choices, ...part };
      const request = { account: this.#account, choices };
      this.choices = (await this.#desk.call("delivery_set", request)).choices;
      this.kept += 1;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    }
  }
}
