import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { lateAccount, receivedTalks } from "$lib/fake/receiving";
import { keyboard } from "$lib/keys.svelte";
import { announcer } from "$lib/announce.svelte";
import { toast } from "$lib/toast.svelte";
import App from "../App.svelte";

const NOW = Date.now();
/** Views that are loaded later take a while. */
const PATIENCE = { timeout: 5000 };

async function open() {
  keyboard.single = "on";
  const desk = new FakeDesk({
    operator: "Ana Ruiz",
    accounts: [lateAccount(NOW)],
    talks: receivedTalks(NOW),
  });
  render(App, { props: { desk } });
  await screen.findAllByTestId("conversation-row");
  return desk;
}

/** Looks for a text with the keys alone. */
async function find(text: string) {
  await fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  const field = await screen.findByTestId("palette-field");
  await fireEvent.input(field, { target: { value: text } });
  await screen.findAllByTestId("palette-option");
  await expect
    .poll(() => screen.getAllByTestId("palette-option").at(0)?.textContent)
    .toContain(text);
  await fireEvent.keyDown(field, { key: "Enter" });
}

describe("a message of long ago that was found", () => {
  it("has the focus in its conversation, and is heard", async () => {
    const desk = await open();
    await find("zebra sweater");
    await expect.poll(() => document.activeElement?.getAttribute("data-message")).toBe("81000700");
    expect(document.activeElement?.textContent).toContain("The zebra sweater");
    expect(announcer.text).toContain("The zebra sweater");
    expect(screen.getByTestId("thread-name").textContent).toBe("Otto Friend");
    const asked = desk.calls.filter((call) => call.name === "conversation_around");
    expect(asked.map((call) => call.request)).toEqual([
      { account: lateAccount(NOW).id, customer: "7102", message: "81000700" },
    ]);
  });

  it("leads back to the newest messages", async () => {
    await open();
    await find("zebra sweater");
    await fireEvent.click(await screen.findByTestId("thread-newest"));
    await expect.poll(() => screen.queryByTestId("thread-newest")).toBeNull();
    expect(document.activeElement?.getAttribute("role")).toBe("log");
  });

  it("that is gone meanwhile is said to be so, and the newest messages are shown", async () => {
    const desk = await open();
    desk.refusals.set("conversation_around", { code: "unknown_message" });
    await find("zebra sweater");
    await expect.poll(() => toast.text).toContain("no longer there");
    toast.close();
    expect(screen.getByTestId("thread-name").textContent).toBe("Otto Friend");
    expect(screen.queryByTestId("thread-newest")).toBeNull();
  });
});

describe("an inbox that is behind", () => {
  it("says so where one reads it and at its account", async () => {
    await open();
    expect(screen.getByTestId("inbox-behind").textContent).toContain("About 2,400 messages");
    await fireEvent.click(screen.getByTestId("nav-accounts"));
    const card = await screen.findByTestId("account-behind", {}, PATIENCE);
    expect(card.textContent).toContain("Byline reads on by itself");
    expect(screen.getByTestId("account-missed").textContent).toContain("the last 30 days");
  });
});
