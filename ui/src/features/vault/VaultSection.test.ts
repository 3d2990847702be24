import { fireEvent, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { tick } from "svelte";
import { describe, expect, it, vi } from "vitest";
import type { VaultStatus } from "$lib/bindings/VaultStatus";
import { FakeDesk } from "$lib/desk.fake";
import { FAKE_PASSPHRASE } from "$lib/fake/vault";
import { draw } from "$test/draw";
import VaultSection from "./VaultSection.svelte";

const FILE = { kind: "locked_file", state: "ready" } as const;
const LOCKED = { kind: "locked_file", state: "locked" } as const;
const DAMAGED = { kind: "locked_file", state: "denied", trouble: "damaged" } as const;

async function open(vault: Partial<VaultStatus>) {
  const desk = new FakeDesk({ operator: "Ana Ruiz", vault });
  const onreplace = vi.fn();
  const onlook = vi.fn();
  draw(desk, VaultSection, { onreplace, onlook });
  await screen.findByTestId("vault");
  return { desk, onreplace, onlook };
}

const advice = () => screen.getByTestId("vault-advice").textContent;
const field = (testid: string) => screen.getByTestId<HTMLInputElement>(testid);
const type = (testid: string, value: string) =>
  fireEvent.input(field(testid), { target: { value } });
const press = (testid: string) => fireEvent.click(screen.getByTestId(testid));
/** Enter in a field submits its form. */
const enter = (testid: string) => {
  field(testid).form?.requestSubmit();
};
const state = () => screen.getByTestId("vault").dataset;
const asked = (desk: FakeDesk, name: string) =>
  desk.calls.filter((call) => call.name === name).map((call) => call.request);

describe("the vault in the window", () => {
  it.each<[string, Partial<VaultStatus>, string]>([
    ["ready", {}, "There is nothing to do."],
    ["locked", { state: "locked" }, "Unlock it with the system’s own program"],
    ["absent", { state: "absent" }, "use a locked file"],
    ["denied", { state: "denied" }, "Allow Byline"],
    ["a locked file", LOCKED, "Enter its passphrase"],
    [
      "another passphrase",
      { ...LOCKED, trouble: "wrong_passphrase", from_environment: true },
      "The passphrase in BYLINE_PASSPHRASE does not open the file",
    ],
    ["a damaged file", DAMAGED, "no passphrase opens it"],
    [
      "a newer file",
      { kind: "locked_file", state: "denied", trouble: "newer_format" },
      "A newer Byline",
    ],
    ["a missing file", { kind: "locked_file", state: "absent" }, "no locked file"],
  ])("says what to do where it is %s, in clean markup", async (_, vault, expected) => {
    await open(vault);
    expect(advice()).toContain(expected);
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const found = await axe.run(document.body, { rules });
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it("opens the locked file with its passphrase", async () => {
    const { desk } = await open(LOCKED);
    await type("passphrase", FAKE_PASSPHRASE);
    enter("passphrase");
    expect((await screen.findByTestId("vault-done")).textContent).toContain("The vault is open");
    expect(state()).toMatchObject({ kind: "locked_file", state: "ready" });
    expect(asked(desk, "vault_unlock")).toEqual([{ passphrase: FAKE_PASSPHRASE }]);
    expect(document.activeElement?.id).toBe("vault-title");
  });

  it("forgets a passphrase before the desk answers", async () => {
    const { desk } = await open(LOCKED);
    vi.spyOn(desk, "call").mockReturnValue(new Promise(() => {}));
    await type("passphrase", FAKE_PASSPHRASE);
    enter("passphrase");
    await tick();
    expect(field("passphrase").value).toBe("");
  });

  it("tells a wrong passphrase and waits for another one", async () => {
    await open(LOCKED);
    await type("passphrase", "eight grey herons");
    enter("passphrase");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("This passphrase does not open the file");
    expect(field("passphrase").value).toBe("");
    expect(document.activeElement).toBe(field("passphrase"));
  });

  it("moves to a locked file with a new passphrase that is typed twice", async () => {
    const { desk } = await open({});
    await press("vault-use_file");
    expect(document.activeElement).toBe(field("passphrase-new"));
    expect(screen.getByTestId("passphrase-form").textContent).toContain("At least 8 characters");
    for (const [first, second, problem] of [
      ["a long passphrase", "another passphrase", "not the same"],
      ["short", "short", "fewer than 8"],
    ] as const) {
      await type("passphrase-new", first);
      await type("passphrase-again", second);
      enter("passphrase-new");
      await expect.poll(() => screen.getByTestId("passphrase-form").textContent).toContain(problem);
      expect(field("passphrase-new").value).toBe("");
    }
    expect(asked(desk, "vault_use_file")).toEqual([]);
    await type("passphrase-new", "a long passphrase");
    await type("passphrase-again", "a long passphrase");
    enter("passphrase-again");
    await screen.findByTestId("vault-done");
    expect(state()).toMatchObject({ kind: "locked_file", state: "ready" });
    expect(asked(desk, "vault_use_file")).toEqual([
      { passphrase: "a long passphrase", unreachable: "refuse" },
    ]);
  });

  it("says before which keys stay behind in a closed keychain", async () => {
    const { desk } = await open({ state: "denied" });
    await press("vault-use_file");
    expect(screen.getByTestId("passphrase-form").textContent).toContain("They stay there");
    await type("passphrase-new", "a long passphrase");
    await type("passphrase-again", "a long passphrase");
    await press("passphrase-submit");
    await screen.findByTestId("vault-done");
    expect(asked(desk, "vault_use_file")[0]).toMatchObject({ unreachable: "leave_keys" });
    expect(screen.getByTestId("vault-account").textContent).toContain("Keys are missing");
  });

  it("gives the focus back where a form is left", async () => {
    await open(FILE);
    await press("vault-change");
    expect(document.activeElement).toBe(field("passphrase"));
    await fireEvent.keyDown(field("passphrase"), { key: "Escape" });
    await expect.poll(() => document.activeElement).toBe(screen.getByTestId("vault-change"));
    expect(screen.queryByTestId("passphrase-form")).toBeNull();
  });

  it("changes the passphrase", async () => {
    const { desk } = await open(FILE);
    await press("vault-change");
    await type("passphrase", FAKE_PASSPHRASE);
    await type("passphrase-new", "eight grey herons");
    await type("passphrase-again", "eight grey herons");
    enter("passphrase-again");
    expect((await screen.findByTestId("vault-done")).textContent).toContain("new passphrase");
    expect(asked(desk, "vault_change_passphrase")).toEqual([
      { current: FAKE_PASSPHRASE, new: "eight grey herons" },
    ]);
  });

  it("asks before it moves to the keychain, and tells a move that did not happen", async () => {
    const { desk } = await open(FILE);
    desk.refusals.set("vault_use_keychain", { code: "keys_not_kept" });
    await press("vault-use_keychain");
    expect(asked(desk, "vault_use_keychain")).toEqual([]);
    await press("confirm-yes");
    expect((await screen.findByTestId("vault-error")).textContent).toContain(
      "They stay where they were.",
    );
    expect(state()).toMatchObject({ kind: "locked_file" });
    desk.refusals.delete("vault_use_keychain");
    await press("vault-use_keychain");
    await press("confirm-yes");
    await screen.findByTestId("vault-done");
    expect(state()).toMatchObject({ kind: "keychain" });
  });

  it.each([
    ["a lost passphrase", LOCKED],
    ["a damaged file", DAMAGED],
  ])("asks once about %s and says exactly what is lost", async (_, vault) => {
    const { desk } = await open(vault);
    await press("vault-start_over");
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("have to enter them again");
    expect(dialog.textContent).toContain("Drafts, personas, conversations");
    await press("confirm-no");
    expect(asked(desk, "vault_start_over")).toEqual([]);
    await press("vault-start_over");
    await press("confirm-yes");
    expect((await screen.findByTestId("vault-done")).textContent).toContain("set aside");
    expect(state()).toMatchObject({ kind: "locked_file", state: "absent" });
    expect(screen.getByTestId("vault-use_file")).toBeTruthy();
  });

  it("removes an account's keys after asking, and lets them be entered again", async () => {
    const { desk, onreplace } = await open({});
    await press("keys-remove");
    expect(screen.getByRole("dialog").textContent).toContain("its conversations");
    await press("confirm-yes");
    await expect
      .poll(() => screen.getByTestId("vault-account").textContent)
      .toContain("Keys are missing");
    expect(asked(desk, "account_forget_keys").length).toBe(1);
    await press("keys-replace");
    expect(onreplace).toHaveBeenCalledOnce();
  });

  it("is read again when the desk says that keys have changed", async () => {
    const { desk } = await open(FILE);
    await desk.call("vault_lock", {});
    await expect.poll(() => state().state).toBe("locked");
  });
});
