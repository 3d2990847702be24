/** Disconnecting an account: asked once, and afterwards what went and what stayed. */
import type { AccountView } from "$lib/bindings/AccountView";
import type { Disconnected } from "$lib/bindings/Disconnected";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence } from "$lib/errors";
import { m } from "$messages";

export class Disconnecting {
  /** The account a person is asked about. */
  asking = $state.raw<AccountView | undefined>();
  busy = $state(false);
  /** Whose disconnecting was tried last, and what came of it. */
  last = $state.raw<{ id: string; tone: "ok" | "warn" | "bad"; text: string } | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  ask(account: AccountView) {
    this.last = undefined;
    this.asking = account;
  }

  async run({ id, name }: AccountView) {
    if (this.busy) return;
    this.busy = true;
    try {
      const answer = await this.#desk.call("account_disconnect", { account: id });
      this.last = { id, tone: answer.revoked ? "ok" : "warn", text: said(name, answer) };
    } catch (thrown) {
      this.last = { id, tone: "bad", text: errorSentence(asErrorCode(thrown)) };
    } finally {
      this.busy = false;
    }
  }
}

function said(account: string, answer: Disconnected): string {
  return [
    m.disconnected({ account }),
    answer.revoked ? m.disconnected_revoked() : m.disconnected_not_revoked(),
    answer.conversations_kept > 0
      ? m.disconnected_conversations({ count: answer.conversations_kept })
      : "",
    answer.replies_waiting > 0 ? m.disconnected_replies({ count: answer.replies_waiting }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
