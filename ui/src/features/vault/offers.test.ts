import { describe, expect, it } from "vitest";
import type { VaultStatus } from "$lib/bindings/VaultStatus";
import { vaultAdvice, vaultHeadline, vaultTrouble } from "$lib/vault";
import { leavesKeys, offers } from "./offers";

function vault(status: Partial<VaultStatus>): VaultStatus {
  return {
    kind: "keychain",
    state: "ready",
    keychain: "ready",
    trouble: null,
    file: false,
    from_environment: false,
    accounts: [{ account: "1", name: "x:@northwind", keys: "unknown" }],
    ...status,
  };
}

const file = { kind: "locked_file", file: true } as const;

const EVERY: [string, VaultStatus, string[]][] = [
  ["keychain ready", vault({}), ["use_file"]],
  ["keychain locked", vault({ state: "locked" }), ["look", "use_file"]],
  ["keychain absent", vault({ state: "absent" }), ["look", "use_file"]],
  ["keychain denied", vault({ state: "denied" }), ["look", "use_file"]],
  ["keychain with an old file", vault({ file: true }), ["use_file", "set_aside"]],
  ["file ready", vault(file), ["lock", "change", "use_keychain"]],
  ["file without keychain", vault({ ...file, keychain: "absent" }), ["lock", "change"]],
  ["file locked", vault({ ...file, state: "locked" }), ["start_over"]],
  [
    "file with another passphrase",
    vault({ ...file, state: "locked", trouble: "wrong_passphrase" }),
    ["start_over"],
  ],
  ["file damaged", vault({ ...file, state: "denied", trouble: "damaged" }), ["look", "start_over"]],
  ["file too new", vault({ ...file, state: "denied", trouble: "newer_format" }), ["look"]],
  [
    "file missing",
    vault({ kind: "locked_file", state: "absent" }),
    ["look", "use_file", "use_keychain"],
  ],
];

describe("a vault", () => {
  it.each(EVERY)("offers what helps: %s", (_, status, expected) => {
    expect(offers(status)).toEqual(expected);
  });

  it.each(EVERY)("says what is kept and what to do: %s", (_, status) => {
    const advice = vaultAdvice(status);
    expect(advice).not.toMatch(/undefined|[{}]| {2}/u);
    if (status.state === "ready") return;
    expect(advice).toContain("Drafts, personas and conversations are kept");
    expect(vaultTrouble(status)).not.toBeNull();
  });

  it("has no two troubles that read the same", () => {
    const closed = EVERY.filter(([, status]) => status.state !== "ready");
    const said = closed.map(([, status]) => vaultAdvice(status));
    expect(new Set(said).size).toBe(said.length);
  });

  it("names damage and a newer file in its headline", () => {
    expect(vaultHeadline(vault({ ...file, state: "denied", trouble: "damaged" }))).toBe("Damaged");
    expect(vaultHeadline(vault({ ...file, state: "denied", trouble: "newer_format" }))).toBe(
      "Too new",
    );
    expect(vaultHeadline(vault({ state: "denied" }))).toBe("Denied");
  });

  it("leaves keys behind only where a closed keychain may hold some", () => {
    expect(leavesKeys(vault({ state: "locked" }))).toBe(true);
    expect(leavesKeys(vault({ state: "locked", accounts: [] }))).toBe(false);
    expect(leavesKeys(vault({}))).toBe(false);
    expect(leavesKeys(vault({ kind: "locked_file", state: "absent" }))).toBe(false);
  });
});
