/**
 * What an account may do: the last answer, and asking anew. A failed asking
 * leaves the last answer where it is.
 */
import type { AccountView } from "$lib/bindings/AccountView";
import type { ProbeView } from "$lib/bindings/ProbeView";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

export class Probing {
  /** The last answer; null where it was never asked, undefined until that is known. */
  last = $state.raw<ProbeView | null | undefined>();
  asking = $state(false);
  /** Why the last asking brought no answer. */
  error = $state.raw<ErrorCode | undefined>();
  /** Why the last answer could not be read. */
  unreadable = $state.raw<ErrorCode | undefined>();
  #desk: Desk;
  #account: string;

  constructor(desk: Desk, account: AccountView) {
    this.#desk = desk;
    this.#account = account.id;
  }

  /** Reads the last answer. */
  async read() {
    try {
      const { last } = await this.#desk.call("account_probe_last", { account: this.#account });
      this.last = last;
      this.unreadable = undefined;
    } catch (thrown) {
      this.unreadable = asErrorCode(thrown);
    }
  }

  /** Asks the network. Says whether it answered; nothing while it is being asked already. */
  async ask(): Promise<"answered" | "failed" | "busy"> {
    if (this.asking) return "busy";
    this.asking = true;
    this.error = undefined;
    try {
      this.last = await this.#desk.call("account_probe", { account: this.#account });
      this.unreadable = undefined;
      return "answered";
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return "failed";
    } finally {
      this.asking = false;
    }
  }
}
