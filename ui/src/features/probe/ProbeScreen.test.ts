import { fireEvent, screen, within } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import type { ProbeWish } from "$lib/fake/probes";
import { practiceAccount } from "$lib/fake/world";
import { draw } from "$test/draw";
import ProbeScreen from "./ProbeScreen.svelte";
import { price } from "./words";

function open(
  wish: ProbeWish,
  begin: "asking" | "reading" = "reading",
  first?: (desk: FakeDesk, account: string) => Promise<void>,
) {
  const account = { ...practiceAccount(0), place: { at: "network" as const } };
  const desk = new FakeDesk({ operator: "Ana Ruiz", accounts: [account] });
  desk.logins.takes = 0;
  desk.logins.probe = wish;
  const acts = { sign_in: vi.fn(), apply: vi.fn(), personas: vi.fn() };
  const sample = createRawSnippet<[string]>((sees) => ({
    render: () => `<p data-testid="sample">${sees()}</p>`,
  }));
  const shown = () => draw(desk, ProbeScreen, { account, begin, acts, onback: vi.fn(), sample });
  if (first) void first(desk, account.id).then(shown);
  else shown();
  return { desk, acts };
}

const ask = async () => {
  const button = await screen.findByTestId("probe-ask");
  button.focus();
  await fireEvent.click(button);
};
const finding = async (question: string, verdict: string) =>
  expect.poll(() => screen.queryByTestId(`finding-${question}`)?.dataset["verdict"]).toBe(verdict);

describe("what an account may do", () => {
  it("says what it is for, with one button, where the network was never asked", async () => {
    open("open");
    expect(await screen.findByText("The network was not asked yet.")).toBeTruthy();
    expect(screen.getAllByTestId("probe-ask")).toHaveLength(1);
    await ask();
    await finding("personas", "works");
    await expect.poll(() => document.activeElement).toBe(screen.getByTestId("probe-ask"));
  });

  it("quotes the network word for word, and says what customers see and what is next", async () => {
    const { acts } = open("not_on_list", "asking");
    await finding("personas", "not_on_list");
    const row = within(screen.getByTestId("finding-personas"));
    expect(
      row.getByText(/“Your credentials do not allow access to this resource.” \(code 220\)/u),
    ).toBeTruthy();
    expect(screen.getByTestId("sample").textContent).toBe("nothing_yet");
    await fireEvent.click(screen.getByTestId("next-apply"));
    expect(acts.apply).toHaveBeenCalledOnce();
  });

  it("does not ask again at once where connecting has just asked", async () => {
    const { desk } = open("open", "asking", async (before, account) => {
      await before.call("account_probe", { account });
    });
    await finding("who", "works");
    expect(desk.calls.filter(({ name }) => name === "account_probe")).toHaveLength(1);
  });

  it("points out what changed since the time before", async () => {
    open("not_on_list", "asking");
    await finding("personas", "not_on_list");
    expect(screen.queryByTestId("finding-changed")).toBeNull();
    await ask();
    await finding("personas", "works");
    expect(screen.getByTestId("probe-changed").textContent).toContain("Custom profiles");
    const row = within(screen.getByTestId("finding-personas"));
    expect(row.getByTestId("finding-changed").textContent).toContain("not on the network’s list");
  });

  it("keeps the focus on the button while it asks, and asks once", async () => {
    const { desk } = open("open", "asking");
    await finding("who", "works");
    desk.logins.takes = 60;
    await ask();
    const button = screen.getByTestId("probe-ask");
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(screen.getByText("Asking the network …").getAttribute("role")).toBe("status");
    await fireEvent.click(button);
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
    expect(document.activeElement).toBe(button);
    expect(desk.calls.filter(({ name }) => name === "account_probe")).toHaveLength(2);
  });

  it("keeps the last answer where asking again fails, and says why beside it", async () => {
    const { desk } = open("open", "asking");
    await finding("who", "works");
    desk.refusals.set("account_probe", { code: "vault", state: "locked" });
    await ask();
    expect((await screen.findByTestId("probe-error")).getAttribute("role")).toBe("alert");
    await finding("who", "works");
  });

  it("opens the developer console for an account of X", async () => {
    const { desk } = open("read_only", "asking");
    await fireEvent.click(await screen.findByTestId("next-console"));
    await expect.poll(() => desk.window.opened).toEqual(["https://developer.x.com"]);
  });
});

describe("a price", () => {
  it("is written to a tenth of a cent", () => {
    expect(price(15)).toBe("0.015");
    expect(price(10)).toBe("0.01");
    expect(price(1_200)).toBe("1.20");
  });
});
