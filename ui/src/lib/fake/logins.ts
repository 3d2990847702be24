/** Logins and probes of the fake desk. */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";

type Answers = {
  [
    K in Extract<
      keyof Commands,
      `account_login_${string}` | `account_probe${string}` | "account_disconnect"
    >
  ]: (request: Commands[K]["request"]) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

function unanswered(): never {
  throw { code: "unexpected" } satisfies ErrorCode;
}

export class FakeLogins {
  protected accounts: () => AccountView[];
  protected changed: (...topics: Topic[]) => void;

  constructor(accounts: () => AccountView[], changed: (...topics: Topic[]) => void) {
    this.accounts = accounts;
    this.changed = changed;
  }

  answers: Answers = {
    account_disconnect: unanswered,
    account_login_set_up: unanswered,
    account_login_begin: unanswered,
    account_login_wait: unanswered,
    account_login_pin: unanswered,
    account_login_cancel: unanswered,
    account_probe: unanswered,
    account_probe_last: unanswered,
  };
}
