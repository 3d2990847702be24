/**
 * The vault of the fake desk: both places, four states, and a passphrase that
 * opens the file. What a move must never lose is proved at the real one.
 */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { VaultStatus } from "../bindings/VaultStatus";
import type { VaultView } from "../bindings/VaultView";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";

/** Opens a fake locked file that nobody locked. */
export const FAKE_PASSPHRASE = "seven grey herons";

type Answers = {
  [K in Extract<keyof Commands, `vault_${string}` | "account_forget_keys">]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"];
};

export class FakeVault {
  #is: Omit<VaultStatus, "accounts">;
  #passphrase = FAKE_PASSPHRASE;
  #without = new Set<string>();
  #accounts: () => AccountView[];
  #changed: (...topics: Topic[]) => void;

  constructor(
    start: Partial<VaultStatus>,
    accounts: () => AccountView[],
    changed: (...topics: Topic[]) => void,
  ) {
    const kind = start.kind ?? "keychain";
    const state = start.state ?? "ready";
    this.#is = {
      kind,
      state,
      keychain: start.keychain ?? (kind === "locked_file" ? "ready" : state),
      trouble: start.trouble ?? null,
      file: start.file ?? (kind === "locked_file" && state !== "absent"),
      from_environment: start.from_environment ?? false,
    };
    for (const { account, keys } of start.accounts ?? [])
      if (keys === "missing") this.#without.add(account);
    this.#accounts = accounts;
    this.#changed = changed;
  }

  /** `?fake=locked`, `absent`, `denied`, `file` and `damaged`. */
  static wished(wish: string | null): Partial<VaultStatus> {
    switch (wish) {
      case "absent":
      case "denied":
        return { kind: "keychain", state: wish };
      case "locked":
        return { kind: "locked_file", state: "locked" };
      case "file":
        return { kind: "locked_file", state: "ready" };
      case "damaged":
        return { kind: "locked_file", state: "denied", trouble: "damaged" };
      default:
        return {};
    }
  }

  view(): VaultView {
    return { kind: this.#is.kind, state: this.#is.state };
  }

  readonly answers: Answers = {
    vault_status: () => this.#status(),
    vault_unlock: ({ passphrase }) => {
      this.#open(passphrase);
      return this.#become({ state: "ready", trouble: null });
    },
    vault_lock: () =>
      this.#become(this.#is.kind === "locked_file" ? { state: "locked" } : { state: "ready" }),
    vault_use_keychain: () => {
      if (this.#is.state !== "ready" && this.#is.state !== "absent")
        throw { code: "vault", state: this.#is.state } satisfies ErrorCode;
      return this.#become({ kind: "keychain", state: "ready", file: false });
    },
    vault_use_file: ({ passphrase, unreachable }) => {
      if (this.#is.kind !== "locked_file" && this.#is.state !== "ready") {
        if (unreachable === "refuse")
          throw { code: "vault", state: this.#is.state } satisfies ErrorCode;
        for (const { id } of this.#accounts()) this.#without.add(id);
      }
      if (this.#is.file) this.#open(passphrase);
      else this.#lockWith(passphrase);
      return this.#become({ kind: "locked_file", state: "ready", file: true });
    },
    vault_change_passphrase: ({ current, new: next }) => {
      this.#open(current);
      this.#lockWith(next);
      return this.#become({});
    },
    vault_start_over: () => {
      if (this.#is.kind !== "locked_file") return this.#become({ file: false });
      for (const { id } of this.#accounts()) this.#without.add(id);
      return this.#become({ state: "absent", trouble: null, file: false });
    },
    account_forget_keys: ({ account }) => {
      const found = this.#accounts().find((one) => one.id === account);
      if (!found) throw { code: "unknown_account", account } satisfies ErrorCode;
      this.#without.add(account);
      this.#changed("vault");
      return found;
    },
  };

  /** An account was connected, so its keys are there. */
  keep(account: string) {
    this.#without.delete(account);
  }

  /** An account was disconnected, so its keys are gone. */
  drop(account: string) {
    this.#without.add(account);
  }

  #open(passphrase: string) {
    if (this.#is.trouble === "damaged") throw { code: "locked_file_damaged" } satisfies ErrorCode;
    if (passphrase !== this.#passphrase) throw { code: "wrong_passphrase" } satisfies ErrorCode;
  }

  #lockWith(passphrase: string) {
    if ([...passphrase].length < 8)
      throw { code: "passphrase_too_short", least: 8 } satisfies ErrorCode;
    this.#passphrase = passphrase;
  }

  #become(change: Partial<VaultStatus>): VaultStatus {
    this.#is = { ...this.#is, ...change };
    this.#changed("vault", "outbox");
    return this.#status();
  }

  #status(): VaultStatus {
    const accounts = this.#accounts().map(({ id, name }) => ({
      account: id,
      name,
      keys:
        this.#is.state !== "ready"
          ? ("unknown" as const)
          : this.#without.has(id)
            ? ("missing" as const)
            : ("present" as const),
    }));
    return { ...this.#is, accounts };
  }
}
