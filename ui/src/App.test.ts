import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "$lib/errors";
import { m } from "$messages";
import App from "./App.svelte";
import { FakeDesk } from "./lib/desk.fake";

async function introduce() {
  const desk = new FakeDesk({ accounts: [], personas: [] });
  render(App, { props: { desk } });
  await fireEvent.input(await screen.findByTestId("operator-name"), {
    target: { value: "Ana Ruiz" },
  });
  await fireEvent.click(screen.getByTestId("operator-save"));
  await screen.findByText("Hello Ana Ruiz. Where do you want to start?");
  return desk;
}

const current = () => document.querySelector("[aria-current=page]")?.getAttribute("data-testid");

describe("the first run", () => {
  it("asks for a name, then leads to the practice network's inbox", async () => {
    const desk = await introduce();
    await fireEvent.click(screen.getByTestId("start-practice"));
    await expect.poll(current).toBe("nav-inbox");
    expect(screen.getByTestId("brand").textContent).toContain("Northwind");
    expect(screen.getByTestId("operator").textContent).toContain("at this desk");
    expect(desk.calls.map((call) => call.name)).toContain("account_connect_practice");
  });

  it("or to connecting an X account", async () => {
    await introduce();
    await fireEvent.click(screen.getByTestId("start-connect"));
    await expect.poll(current).toBe("nav-accounts");
  });

  it("shows a refused name where it was given", async () => {
    const desk = new FakeDesk({ accounts: [], personas: [] });
    desk.refusals.set("operator_add", { code: "disk_full" });
    render(App, { props: { desk } });
    await fireEvent.input(await screen.findByTestId("operator-name"), { target: { value: "A" } });
    await fireEvent.click(screen.getByTestId("operator-save"));
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full");
  });
});

/** Some views are loaded when they are first opened, which takes a moment here. */
const LOADS = { timeout: 10_000 };

describe("the window", () => {
  it("opens every view from the sidebar", async () => {
    render(App, { props: { desk: new FakeDesk({ operator: "Ana Ruiz" }) } });
    for (const [view, title] of [
      ["drafts", "Drafts"],
      ["outbox", "Outbox"],
      ["personas", "Personas"],
      ["accounts", "Accounts"],
      ["ledger", "Ledger"],
      ["settings", "Settings"],
      ["inbox", "Inbox"],
    ]) {
      await fireEvent.click(await screen.findByTestId(`nav-${view}`));
      await expect
        .poll(() => screen.getByRole("heading", { level: 1 }).textContent, LOADS)
        .toContain(title);
    }
  });

  it("says in the sidebar that an outage lasts at practice, before that view was opened", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    desk.practice.is.outage = "cut_before";
    render(App, { props: { desk } });
    const entry = await screen.findByTestId("nav-practice");
    const said = () => `${entry.textContent} ${entry.getAttribute("aria-label") ?? ""}`;
    await expect.poll(said).toContain(m.nav_practice_outage());
  });

  it("says in the sidebar that the vault is locked, and in Accounts what to do", async () => {
    const desk = new FakeDesk({
      operator: "Ana Ruiz",
      vault: { kind: "keychain", state: "locked" },
    });
    render(App, { props: { desk } });
    await fireEvent.click(await screen.findByTestId("vault-trouble"));
    expect((await screen.findByTestId("vault")).textContent).toContain(
      "Unlock it with the system’s own program",
    );
  });

  it("asks once before a reply in doubt is given back to be sent again", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    render(App, { props: { desk } });
    await fireEvent.click(await screen.findByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-give_back"));
    expect(desk.calls.some((call) => call.name === "reply_return")).toBe(false);
    expect(screen.getByRole("dialog").textContent).toContain("the customer gets it twice");
    await fireEvent.click(await screen.findByTestId("confirm-yes"));
    await expect.poll(() => desk.calls.some((call) => call.name === "reply_return")).toBe(true);
  });

  it("asks once before a reply in doubt is said to have arrived, and gives the focus back", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    render(App, { props: { desk } });
    await fireEvent.click(await screen.findByTestId("nav-outbox"));
    const arrived = await screen.findByTestId("reply-arrived");
    arrived.focus();
    await fireEvent.click(arrived);
    expect(desk.calls.some((call) => call.name === "reply_arrived")).toBe(false);
    await fireEvent.click(await screen.findByTestId("confirm-no"));
    await expect.poll(() => document.activeElement).toBe(arrived);
    await fireEvent.click(arrived);
    await fireEvent.click(await screen.findByTestId("confirm-yes"));
    await expect.poll(() => desk.calls.some((call) => call.name === "reply_arrived")).toBe(true);
  });
});

describe("a desk that cannot be shown", () => {
  const refused = (error: ErrorCode) => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    desk.refusals.set("overview", error);
    render(App, { props: { desk } });
    return desk;
  };

  it("offers no second try where only another start opens the folder", async () => {
    refused({ code: "store_newer", found: 12, ours: 9 });
    await screen.findByTestId("unopened");
    expect(screen.queryByRole("button", { name: m.try_again() })).toBeNull();
  });

  it("is read again where that may help", async () => {
    const desk = refused({ code: "unexpected" });
    const again = await screen.findByRole("button", { name: m.try_again() });
    desk.refusals.delete("overview");
    await fireEvent.click(again);
    await screen.findByTestId("brand");
  });
});
