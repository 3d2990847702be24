/** Comparing the roster with what the networks list, one account after the other; each keeps its own answer. */
import type { AccountView } from "$lib/bindings/AccountView";
import type { RosterChecked } from "$lib/bindings/RosterChecked";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

export interface Checked {
  account: AccountView;
  answer?: RosterChecked;
  error?: ErrorCode;
}

export class RosterCheck {
  results = $state.raw<readonly Checked[]>([]);
  busy = $state(false);
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async run(accounts: readonly AccountView[]) {
    if (this.busy) return;
    this.busy = true;
    this.results = [];
    for (const account of accounts) {
      try {
        const answer = await this.#desk.call("roster_check", { account: account.id });
        this.results = [...this.results, { account, answer }];
      } catch (thrown) {
        this.results = [...this.results, { account, error: asErrorCode(thrown) }];
      }
    }
    this.busy = false;
  }

  dismiss() {
    this.results = [];
  }
}
