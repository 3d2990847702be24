/** What can be done about a vault as it is now, the likeliest first. */
import type { VaultStatus } from "$lib/bindings/VaultStatus";

export type Offer =
  "look" | "use_file" | "use_keychain" | "change" | "lock" | "start_over" | "set_aside";

export function offers(status: VaultStatus): Offer[] {
  return status.kind === "locked_file" ? withFile(status) : withKeychain(status);
}

function withKeychain({ state, file }: VaultStatus): Offer[] {
  const first: Offer[] = state === "ready" ? ["use_file"] : ["look", "use_file"];
  return file ? [...first, "set_aside"] : first;
}

function withFile(status: VaultStatus): Offer[] {
  const { state, trouble, keychain } = status;
  const keychainThere: Offer[] =
    keychain === "ready" || keychain === "locked" ? ["use_keychain"] : [];
  if (state === "ready") return ["lock", "change", ...keychainThere];
  if (trouble === "damaged") return ["look", "start_over"];
  if (trouble === "newer_format" || state === "denied") return ["look"];
  if (state === "absent") return ["look", "use_file", ...keychainThere];
  return ["start_over"];
}

/** Whether a passphrase is all that is missing. */
export function opensWithPassphrase(status: VaultStatus): boolean {
  return status.kind === "locked_file" && status.state === "locked";
}

/** Whether a move to the file would leave keys behind that the keychain does not give. */
export function leavesKeys(status: VaultStatus): boolean {
  const closed = status.kind !== "locked_file" && status.state !== "ready";
  return closed && status.accounts.length > 0;
}
