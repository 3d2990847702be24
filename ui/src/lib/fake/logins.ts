/**
 * Logins and probes of the fake desk. The browser comes back after a moment,
 * the number is always the same, and what an account may do follows from its
 * place and its stop. What a real network answers is proved at the real desk.
 */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { LoginApp } from "../bindings/LoginApp";
import type { ProbeView } from "../bindings/ProbeView";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";
import { ACCOUNT } from "./personas";
import { probed, type ProbeWish } from "./probes";
import type { FakeVault } from "./vault";
import { stoppedAccount } from "./world";

/** The number that the fake network shows. */
export const FAKE_PIN = "1234567";

/** What becomes of a login in the browser. */
export type LoginWish =
  | "allowed"
  | "denied"
  | "timed_out"
  | "port_taken"
  | "callback_refused"
  | "only_pin"
  | "waiting"
  | "another";

type Answers = {
  [
    K in Extract<
      keyof Commands,
      `account_login_${string}` | `account_probe${string}` | "account_disconnect"
    >
  ]: (request: Commands[K]["request"]) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

const CALLBACK = "http://127.0.0.1:47391/byline/callback";

function refuse(code: ErrorCode): never {
  throw code;
}

export class FakeLogins {
  /** What the person at the network's page does, or the network before. */
  login: LoginWish = "allowed";
  /** What the network says when it is asked what an account may do. */
  probe: ProbeWish = "not_on_list";
  /** How long the browser takes to come back, in milliseconds. */
  takes = 1_500;
  #accounts: () => AccountView[];
  #changed: (...topics: Topic[]) => void;
  #vault: Pick<FakeVault, "keep" | "drop">;
  #app: LoginApp | undefined;
  #waiting: ((given_up: ErrorCode) => void) | undefined;
  #last = new Map<string, ProbeView>();

  constructor(
    accounts: () => AccountView[],
    vault: Pick<FakeVault, "keep" | "drop">,
    changed: (...topics: Topic[]) => void,
  ) {
    this.#accounts = accounts;
    this.#vault = vault;
    this.#changed = changed;
  }

  /**
   * `?fake=denied`, `timed-out`, `port-taken`, `callback-refused`, `only-pin`,
   * `waiting` and `another` for the login; `open`, `read-only`, `revoked`,
   * `unreachable` and `unknown` for the probe; `stopped` has an account of X
   * whose token was revoked.
   */
  wish(wish: string | null) {
    const word = (wish ?? "").replaceAll("-", "_");
    const logins: readonly string[] = [
      ...["denied", "timed_out", "port_taken", "callback_refused", "only_pin"],
      ...["waiting", "another"],
    ];
    if (logins.includes(word)) this.login = word as LoginWish;
    const probes: readonly string[] = ["open", "read_only", "revoked", "unreachable", "unknown"];
    if (probes.includes(word)) this.probe = word as ProbeWish;
    if (word === "stopped") {
      this.probe = "revoked";
      this.#accounts()[0] = stoppedAccount(Date.now());
    }
  }

  readonly answers: Answers = {
    account_login_set_up: () => ({
      callback: CALLBACK,
      console: "https://developer.x.com",
    }),
    account_login_begin: ({ app, way }) => {
      this.#giveUp();
      if (app.app !== "same_again") this.#app = app;
      if (!this.#app) refuse({ code: "no_login" });
      if (way === "browser") this.#refuseBrowser();
      const address = `https://api.x.com/oauth/authorize?oauth_token=${way === "pin" ? "P" : "B"}x7Jm2`;
      return { address, way };
    },
    account_login_wait: () => {
      if (this.login === "denied") refuse({ code: "login_denied" });
      if (this.login === "timed_out") refuse({ code: "login_timed_out" });
      return new Promise<AccountView>((done, fail) => {
        this.#waiting = fail;
        if (this.login !== "waiting") setTimeout(() => done(this.#connect()), this.takes);
      });
    },
    account_login_pin: ({ pin }) => {
      if (!this.#app) refuse({ code: "no_login" });
      if (pin.replace(/\s/gu, "") !== FAKE_PIN)
        refuse({ code: "login_refused", said: { status: 401, code: null, text: "" } });
      return this.#connect();
    },
    account_login_cancel: () => {
      this.#giveUp();
      this.#app = undefined;
      return {};
    },
    account_disconnect: ({ account }) => {
      const found = this.#find(account);
      this.#vault.drop(found.id);
      this.#changed("accounts", "vault");
      return {
        revoked: found.place.at !== "practice",
        replies_waiting: 2,
        conversations_kept: 8,
      };
    },
    account_probe: async ({ account }) => {
      const found = this.#find(account);
      await new Promise((done) => setTimeout(done, this.takes / 3));
      const before = this.#last.get(found.id);
      // Whoever was not on the list is, the second time.
      if (before && this.probe === "not_on_list") this.probe = "open";
      const answer = probed(found, this.probe, before);
      this.#last.set(found.id, answer);
      this.#changed("accounts");
      return answer;
    },
    account_probe_last: ({ account }) => ({
      last: this.#last.get(this.#find(account).id) ?? null,
    }),
  };

  #refuseBrowser() {
    const said = { status: 403, code: 415, text: "Callback URL not approved for this client." };
    if (this.login === "port_taken") refuse({ code: "callback_port_taken", port: 47_391 });
    if (this.login === "callback_refused")
      refuse({ code: "callback_refused", callback: CALLBACK, said });
    if (this.login === "only_pin")
      refuse({
        code: "only_pin",
        said: { status: 401, code: 417, text: "Desktop applications only support 'oob'." },
      });
  }

  #giveUp() {
    this.#waiting?.({ code: "login_given_up" });
    this.#waiting = undefined;
  }

  #find(account: string): AccountView {
    const found = this.#accounts().find((one) => one.id === account || one.name === account);
    return found ?? refuse({ code: "unknown_account", account });
  }

  #connect(): AccountView {
    const app = this.#app ?? refuse({ code: "no_login" });
    this.#app = undefined;
    this.#waiting = undefined;
    const all = this.#accounts();
    const known = app.app === "of_account" ? this.#find(app.account) : undefined;
    const account = this.login === "another" ? outlet() : (known ?? brand(app));
    account.stopped = null;
    this.#vault.keep(account.id);
    const at = all.findIndex((one) => one.id === account.id);
    if (at < 0) all.push(account);
    else all[at] = account;
    this.#changed("accounts", "vault", "inbox");
    return account;
  }
}

/** The account that somebody signs in with, by the app that asks. */
function brand(app: LoginApp): AccountView {
  const name = app.app === "practice" ? "northwind" : "northwind_support";
  return {
    id: app.app === "practice" ? ACCOUNT : `account-${name}`,
    name: `x:@${name}`,
    handle: name,
    display_name: app.app === "practice" ? "Northwind" : "Northwind Support",
    picture: "picture/brand",
    place: app.app === "practice" ? { at: "practice" } : { at: "network" },
    personas: { access: "unknown" },
    stopped: null,
    read_at: null,
    behind: null,
    missed: [],
  };
}

/** Another one than the one that was asked for. */
export function outlet(): AccountView {
  return {
    ...brand({ app: "same_again" }),
    id: "account-outlet",
    name: "x:@northwind_outlet",
    handle: "northwind_outlet",
    display_name: "Northwind Outlet",
    picture: null,
  };
}
