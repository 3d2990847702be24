/**
 * Connecting an account, one step at a time. The app's keys are in the page
 * only between being pasted and being handed over: they are cleared before the
 * desk answers, whatever it answers, and a second try asks the desk for the app
 * it was given. An answer that belongs to a login given up changes nothing.
 */
import type { AccountView } from "$lib/bindings/AccountView";
import type { AppKeys } from "$lib/bindings/AppKeys";
import type { LoginApp } from "$lib/bindings/LoginApp";
import type { LoginBegun } from "$lib/bindings/LoginBegun";
import type { LoginSetUp } from "$lib/bindings/LoginSetUp";
import type { LoginWay } from "$lib/bindings/LoginWay";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";
import { keepsNumber, waysOn, type WayOn } from "./refused";

export type Step =
  /** Which account? */
  | "which"
  /** What to set up for the team's app. */
  | "set_up"
  /** Its two keys. */
  | "app_keys"
  /** All four keys, pasted. */
  | "pasted"
  /** Signing in: the browser brings the answer. */
  | "browser"
  /** Signing in: a person types a number. */
  | "number"
  /** Signing in led nowhere. */
  | "failed"
  /** It is connected. */
  | "connected";

/** Whose app asks: the team's by its keys, the practice network's, or the one of an account that is known. */
type Asks = "own" | "practice" | "known";

export const APP_KEY_FIELDS = ["consumer_key", "consumer_secret"] as const;

const APP_WAYS: readonly WayOn[] = ["keys", "set_up"];

const noKeys = (): AppKeys => ({ consumer_key: "", consumer_secret: "" });

export interface Hears {
  /** An account was connected. */
  connected(account: AccountView): void;
  /** The person leaves, wherever they were. */
  closed(): void;
}

export class Connecting {
  step = $state<Step>("which");
  keys = $state(noKeys());
  apiBase = $state("");
  number = $state("");
  /** The login that waits for a person in the browser. */
  begun = $state.raw<LoginBegun | undefined>();
  /** Why signing in led nowhere, or why the number did not. */
  error = $state.raw<ErrorCode | undefined>();
  /** Why no browser opened. */
  unopened = $state.raw<ErrorCode | undefined>();
  checking = $state(false);
  setUp = $state.raw<LoginSetUp | undefined>();
  unreadable = $state.raw<ErrorCode | undefined>();
  account = $state.raw<AccountView | undefined>();
  /** The account that is to sign in again; undefined for a new one. */
  readonly wanted: AccountView | undefined;
  asks = $state<Asks>("own");
  /** Where it began: from there, Back leaves the wizard. */
  readonly first: Step;
  /** Whether the desk was given the app. */
  #given = false;
  /** The way that was tried last. */
  #way: LoginWay = "browser";
  /** Counts logins: what comes of an older one is no longer asked for. */
  #turn = 0;
  #desk: Desk;
  #hears: Hears;
  /** A login that is being given up: it must not end the next one. */
  static #ending: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, hears: Hears, wanted?: AccountView, first: Step = "which") {
    this.#desk = desk;
    this.#hears = hears;
    this.wanted = wanted;
    this.first = first;
    this.step = first;
    if (wanted?.place.at === "address") this.apiBase = wanted.place.api;
  }

  /** Signs in again with an account that is known; nobody enters its app's keys. */
  static again(desk: Desk, hears: Hears, wanted: AccountView): Connecting {
    const connecting = new Connecting(desk, hears, wanted, "browser");
    connecting.asks = "known";
    void connecting.signIn("browser");
    return connecting;
  }

  get complete(): boolean {
    return APP_KEY_FIELDS.every((field) => this.keys[field].trim() !== "");
  }

  /** The network's own app is set up by its console; practice has none. */
  chooseOwn() {
    this.asks = "own";
    this.#toSetUp();
  }

  choosePractice() {
    this.asks = "practice";
    void this.signIn("browser");
  }

  choosePasted() {
    this.#go("pasted");
  }

  async readSetUp() {
    this.unreadable = undefined;
    try {
      this.setUp = await this.#desk.call("account_login_set_up", {});
    } catch (thrown) {
      this.unreadable = asErrorCode(thrown);
    }
  }

  /** From what is set up: to the keys, or straight to the page where the desk has them. */
  setUpDone() {
    if (this.#given) void this.signIn("browser");
    else this.#go("app_keys");
  }

  /** Begins a login, in place of the one before. */
  async signIn(way: LoginWay) {
    const app = this.#app();
    if (!app) return this.#go("app_keys");
    const turn = ++this.#turn;
    const over = () => turn !== this.#turn;
    this.#way = way;
    this.keys = noKeys();
    this.number = "";
    this.begun = this.error = this.unopened = undefined;
    this.checking = false;
    this.#go(way === "pin" ? "number" : "browser");
    try {
      this.#given = true;
      await Connecting.#ending;
      const begun = await this.#desk.call("account_login_begin", { app, way });
      if (over()) return;
      this.begun = begun;
      this.#go(begun.way === "pin" ? "number" : "browser");
      void this.open();
      if (begun.way === "pin") return;
      const account = await this.#desk.call("account_login_wait", {});
      if (!over()) this.#arrive(account);
    } catch (thrown) {
      if (!over()) this.#fail(asErrorCode(thrown));
    }
  }

  /** Opens the network's page in the browser, once more. */
  async open(address = this.begun?.address) {
    if (address === undefined) return;
    this.unopened = undefined;
    try {
      await this.#desk.window.openAddress(address);
    } catch (thrown) {
      this.unopened = asErrorCode(thrown);
    }
  }

  /** Hands the number over. It stays in its field where it was wrong. */
  async giveNumber() {
    const pin = this.number.trim();
    if (this.checking || pin === "" || !this.begun) return;
    const turn = this.#turn;
    this.checking = true;
    this.error = undefined;
    try {
      const account = await this.#desk.call("account_login_pin", { pin });
      if (turn === this.#turn) this.#arrive(account);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.checking = false;
      const error = asErrorCode(thrown);
      if (keepsNumber(error)) this.error = error;
      else this.#fail(error);
    }
  }

  /** Takes one of the ways on after a login that led nowhere. */
  take(way: WayOn) {
    switch (way) {
      case "again":
        return void this.signIn(this.#way);
      case "number":
        return void this.signIn("pin");
      case "keys":
        this.abandon();
        this.asks = "own";
        return this.#go("app_keys");
      case "set_up":
        this.#toSetUp();
    }
  }

  /** Keys that were pasted connected this account. */
  pasted(account: AccountView) {
    this.#arrive(account);
  }

  /** What can be done about the login that led nowhere. */
  get ways(): readonly WayOn[] {
    if (!this.error) return [];
    const all = waysOn(this.error);
    // The practice network's app needs no keys and no console.
    const practice = this.asks === "practice" || this.wanted?.place.at === "practice";
    const some = practice ? all.filter((way) => !APP_WAYS.includes(way)) : all;
    return some.length > 0 ? some : ["again"];
  }

  /** One step back; out of the wizard from its first. A login under way is given up. */
  back() {
    const from = this.step;
    this.abandon();
    if (from === "app_keys" && this.first !== "app_keys") return this.#toSetUp();
    if (from === "set_up" || from === "pasted") return this.#home();
    const signing = from === "browser" || from === "number" || from === "failed";
    if (signing && this.asks === "own") return this.#go("app_keys");
    if (signing) return this.#home();
    this.close();
  }

  close() {
    this.abandon();
    this.#hears.closed();
  }

  /** The page goes. What waits for the browser may still end well; else nothing is kept. */
  leave() {
    if (this.step !== "browser") this.abandon();
  }

  #home() {
    if (this.first === "which") this.#go("which");
    else this.close();
  }

  #toSetUp() {
    this.#go("set_up");
    if (!this.setUp) void this.readSetUp();
  }

  #app(): LoginApp | undefined {
    if (this.asks === "practice") return { app: "practice" };
    if (this.asks === "known" && this.wanted) return { app: "of_account", account: this.wanted.id };
    if (this.complete) {
      const keys = noKeys();
      for (const field of APP_KEY_FIELDS) keys[field] = this.keys[field].trim();
      return { app: "keys", keys, api_base: this.apiBase.trim() || null };
    }
    return this.#given ? { app: "same_again" } : undefined;
  }

  #go(step: Step) {
    if (step !== "app_keys") this.keys = noKeys();
    this.step = step;
  }

  #arrive(account: AccountView) {
    this.#turn += 1;
    this.#given = false;
    this.checking = false;
    this.number = "";
    this.account = account;
    this.#go("connected");
    this.#hears.connected(account);
  }

  #fail(error: ErrorCode) {
    this.error = error;
    this.#go("failed");
  }

  /** Nothing that a login brings from now on is taken over, and the desk forgets its app. */
  abandon() {
    this.#turn += 1;
    this.keys = noKeys();
    this.number = "";
    this.checking = false;
    if (!this.#given) return;
    this.#given = false;
    Connecting.#ending = this.#desk.call("account_login_cancel", {}).catch(() => {});
  }
}
