/** The vault in words: where keys are, whether they can be reached, what is kept, what to do. */
import { m } from "$messages";
import type { VaultState } from "./bindings/VaultState";
import type { VaultStatus } from "./bindings/VaultStatus";
import type { VaultView } from "./bindings/VaultView";

export function vaultWord(state: VaultState): string {
  switch (state) {
    case "ready":
      return m.vault_ready();
    case "locked":
      return m.vault_locked();
    case "absent":
      return m.vault_absent();
    case "denied":
      return m.vault_denied();
  }
}

/** The word for the whole vault: what is wrong with a file says more than its state. */
export function vaultHeadline(status: VaultStatus): string {
  switch (status.trouble) {
    case "damaged":
      return m.vault_damaged();
    case "newer_format":
      return m.vault_newer();
    case "wrong_passphrase":
    case null:
      return vaultWord(status.state);
  }
}

/** Where keys are; nothing where the place itself is missing, for none are kept then. */
export function vaultPlace({ kind, state }: VaultView): string {
  if (state === "absent") return "";
  switch (kind) {
    case "keychain":
      return m.vault_keychain();
    case "locked_file":
      return m.vault_locked_file();
    case "memory":
      return m.vault_memory();
  }
}

/** What happened, what is kept, what to do. */
export function vaultAdvice(status: VaultStatus): string {
  if (status.state === "ready") return m.vault_ready_do();
  if (status.trouble) return `${troubleOf(status.trouble)} ${m.vault_kept()}`;
  return `${closed(status)} ${m.vault_kept()}`;
}

function troubleOf(trouble: NonNullable<VaultStatus["trouble"]>): string {
  switch (trouble) {
    case "wrong_passphrase":
      return m.vault_file_wrong_do();
    case "damaged":
      return m.vault_file_damaged_do();
    case "newer_format":
      return m.vault_file_newer_do();
  }
}

function closed({ kind, state }: VaultView): string {
  const file = kind === "locked_file";
  switch (state) {
    case "ready":
      return m.vault_ready_do();
    case "locked":
      return file ? m.vault_file_locked_do() : m.vault_locked_do();
    case "absent":
      return file ? m.vault_file_absent_do() : m.vault_absent_do();
    case "denied":
      return file ? m.vault_file_denied_do() : m.vault_denied_do();
  }
}

/** One short sentence where something is wrong; `null` where nothing is. */
export function vaultTrouble(vault: VaultView): string | null {
  const file = vault.kind === "locked_file";
  switch (vault.state) {
    case "ready":
      return vault.kind === "memory" ? m.vault_side_memory() : null;
    case "locked":
      return m.vault_side_locked();
    case "absent":
      return file ? m.vault_side_no_file() : m.vault_side_absent();
    case "denied":
      return file ? m.vault_side_file_unreadable() : m.vault_side_denied();
  }
}
