/** The vault's state in words: where secrets are, whether they can be reached, what to do. */
import { m } from "$messages";
import type { VaultState } from "./bindings/VaultState";
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

export function vaultPlace(vault: VaultView): string {
  switch (vault.kind) {
    case "keychain":
      return m.vault_keychain();
    case "locked_file":
      return m.vault_locked_file();
    case "memory":
      return m.vault_memory();
  }
}

export function vaultAdvice(state: VaultState): string {
  switch (state) {
    case "ready":
      return m.vault_ready_do();
    case "locked":
      return m.vault_locked_do();
    case "absent":
      return m.vault_absent_do();
    case "denied":
      return m.vault_denied_do();
  }
}

/** One short sentence where something is wrong; `null` where nothing is. */
export function vaultTrouble(vault: VaultView): string | null {
  switch (vault.state) {
    case "ready":
      return vault.kind === "memory" ? m.vault_side_memory() : null;
    case "locked":
      return m.vault_side_locked();
    case "absent":
      return m.vault_side_absent();
    case "denied":
      return m.vault_side_denied();
  }
}
