/**
 * Writing as a customer: the text, a picture to go with it, and what came of
 * it. What is written is kept until it has arrived.
 */
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

/** Which screen of X's is shown. */
export type Device = "web" | "phone";

export class AsCustomer {
  text = $state("");
  /** A picture to go with it. */
  picture = $state.raw<{ id: string; url: string } | undefined>();
  error = $state.raw<ErrorCode | undefined>();
  busy = $state<"no" | "yes">("no");
  #desk: Desk;
  #customer: string;
  #arrived: () => void;

  /** `arrived` is told after every message. */
  constructor(desk: Desk, customer: string, arrived: () => void) {
    this.#desk = desk;
    this.#customer = customer;
    this.#arrived = arrived;
  }

  get empty() {
    return this.text.trim() === "" && !this.picture;
  }

  /** Opens the conversation as the customer: the brand may greet them. */
  async open() {
    const opened = await this.#try(async () => {
      await this.#desk.call("practice_open", { customer: this.#customer });
    });
    if (opened) this.#arrived();
  }

  /** Sends what is written; nothing where there is nothing, or while a message is on its way. */
  async send() {
    if (this.empty || this.busy === "yes") return;
    const { text, picture } = this;
    const sent = await this.#try(async () => {
      const request = { customer: this.#customer, text, picture: picture?.id ?? null };
      await this.#desk.call("practice_write", request);
    });
    if (!sent) return;
    this.text = "";
    this.picture = undefined;
    this.#arrived();
  }

  /** Takes one of the answers that the brand offers; what is being written stays. */
  async choose(label: string) {
    if (this.busy === "yes") return;
    const took = await this.#try(async () => {
      await this.#desk.call("practice_choose", { customer: this.#customer, label });
    });
    if (took) this.#arrived();
  }

  async attach(file: Blob) {
    await this.#try(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { id } = await this.#desk.stagePicture(bytes);
      this.picture = { id, url: this.#desk.pictureUrl(`staged-source/${id}`) };
    });
  }

  async #try(what: () => Promise<void>): Promise<boolean> {
    this.busy = "yes";
    this.error = undefined;
    try {
      await what();
      return true;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return false;
    } finally {
      this.busy = "no";
    }
  }
}
