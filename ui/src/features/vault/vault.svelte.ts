/**
 * The vault as the page works with it: what it is like, which form is open, and
 * what became of the last act. Reads again when the desk says that something
 * about keys has changed.
 */
import { announcer } from "$lib/announce.svelte";
import type { VaultStatus } from "$lib/bindings/VaultStatus";
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence, type ErrorCode } from "$lib/errors";
import { Fresh } from "$lib/fresh.svelte";
import { vaultWord } from "$lib/vault";
import { m } from "$messages";
import { leavesKeys } from "./offers";

/** The form that is open besides what the vault's state asks for. */
export type OpenForm = "none" | "use_file" | "change";

export class VaultBoard {
  form = $state<OpenForm>("none");
  busy = $state(false);
  error = $state.raw<string | null>(null);
  done = $state("");
  #desk: Desk;
  #fresh: Fresh<VaultStatus>;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#fresh = new Fresh(
      desk,
      (topic) => topic === "vault" || topic === "accounts",
      () => desk.call("vault_status", {}),
    );
  }

  get status(): VaultStatus | undefined {
    return this.#fresh.value;
  }

  get unreadable(): ErrorCode | undefined {
    return this.#fresh.value ? undefined : this.#fresh.error;
  }

  look(): Promise<void> {
    this.error = null;
    this.done = "";
    return this.#fresh.read();
  }

  stop() {
    this.#fresh.stop();
  }

  open(form: OpenForm) {
    this.error = null;
    this.done = "";
    this.form = form;
  }

  unlock(passphrase: string) {
    return this.#do(() => this.#desk.call("vault_unlock", { passphrase }), m.vault_unlocked());
  }

  lock() {
    return this.#do(() => this.#desk.call("vault_lock", {}), m.vault_now_locked());
  }

  useFile(passphrase: string) {
    const leaves = this.status !== undefined && leavesKeys(this.status);
    const unreachable = leaves ? "leave_keys" : "refuse";
    return this.#do(
      () => this.#desk.call("vault_use_file", { passphrase, unreachable }),
      m.vault_in_file(),
    );
  }

  useKeychain() {
    return this.#do(() => this.#desk.call("vault_use_keychain", {}), m.vault_in_keychain());
  }

  changePassphrase(current: string, next: string) {
    return this.#do(
      () => this.#desk.call("vault_change_passphrase", { current, new: next }),
      m.vault_changed(),
    );
  }

  startOver() {
    const unused = this.status?.kind !== "locked_file";
    return this.#do(
      () => this.#desk.call("vault_start_over", {}),
      unused ? m.vault_aside_unused() : m.vault_aside(),
    );
  }

  forget(account: string, name: string) {
    return this.#do(
      () => this.#desk.call("account_forget_keys", { account }),
      m.vault_forgotten({ account: name }),
    );
  }

  /** Whether it was done. What is shown is read again before this ends. */
  async #do(act: () => Promise<unknown>, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    this.done = "";
    try {
      await act();
    } catch (thrown) {
      this.error = whyNot(asErrorCode(thrown));
      return false;
    } finally {
      this.busy = false;
      await this.#fresh.read();
    }
    this.form = "none";
    this.done = done;
    announcer.say(done);
    return true;
  }
}

/** In the vault's own place nobody needs to be sent there. */
function whyNot(error: ErrorCode): string {
  if (error.code === "vault") return m.vault_move_refused({ state: vaultWord(error.state) });
  return errorSentence(error);
}
