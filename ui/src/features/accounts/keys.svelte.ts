/**
 * The form for an account's keys. They are in the page only between being
 * pasted and being handed over: they are cleared before the desk answers,
 * whatever it answers.
 */
import type { AccountView } from "$lib/bindings/AccountView";
import type { KeysX } from "$lib/bindings/KeysX";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

export const KEY_FIELDS = ["consumer_key", "consumer_secret", "token", "token_secret"] as const;

function noKeys(): KeysX {
  return { consumer_key: "", consumer_secret: "", token: "", token_secret: "" };
}

export class KeysForm {
  keys = $state(noKeys());
  apiBase = $state("");
  uploadBase = $state("");
  busy = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get complete(): boolean {
    return KEY_FIELDS.every((field) => this.keys[field].trim() !== "");
  }

  /** The account that was connected, if it was. */
  async connect(): Promise<AccountView | undefined> {
    if (this.busy || !this.complete) return undefined;
    const keys = noKeys();
    for (const field of KEY_FIELDS) keys[field] = this.keys[field].trim();
    this.clear();
    this.busy = true;
    this.error = undefined;
    try {
      return await this.#desk.call("account_connect", {
        keys,
        api_base: given(this.apiBase),
        upload_base: given(this.uploadBase),
      });
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  clear() {
    this.keys = noKeys();
  }
}

function given(base: string): string | null {
  return base.trim() === "" ? null : base.trim();
}
