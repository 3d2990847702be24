import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import ComposerForm from "./Composer.svelte";
import { Composer } from "./composing.svelte";
import { draw } from "$test/draw";

const address = { account: "account-northwind", customer: "7005" };

async function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  const composer = new Composer(desk, address);
  composer.know((await desk.call("persona_list", {})).personas);
  composer.adopt(await desk.call("conversation_show", address));
  const props = {
    composer,
    customerName: "Sam O’Neill",
    accountName: "x:@northwind",
    budget: "5 free replies",
    onsent: () => {},
    onpersonas: () => {},
    onescape: () => {},
  };
  draw(desk, ComposerForm, props);
  return { desk, composer };
}

describe("the composer", () => {
  it("asks who speaks and holds Send back until somebody does", async () => {
    await open();
    expect(screen.getByTestId("speaking-as").textContent).toContain("Choose who speaks");
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(true);
    expect(screen.getByTestId("send-reason").textContent).toContain("Choose who speaks first.");
  });

  it("offers everybody who may speak by name and kind", async () => {
    await open();
    const names = screen
      .getAllByTestId("persona-choice")
      .map((one) => one.getAttribute("aria-label"));
    expect(names).toContain("Speak as Deepak Rao, Deliveries (Person)");
    expect(names).toContain("Speak as The Northwind team (Team)");
  });

  it("takes Alt 2 while one types, and sends with Ctrl Enter", async () => {
    const { desk } = await open();
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.input(field, { target: { value: "Hello Sam" } });
    await fireEvent.keyDown(field, { code: "Digit2", key: "2", altKey: true });
    expect(screen.getByTestId("speaking-as").textContent).toContain("Deepak Rao, Deliveries");
    expect(screen.getByTestId("send-reason").textContent).toContain("5 free replies");
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await expect.poll(() => field.value).toBe("");
    expect(desk.calls.find((call) => call.name === "reply_send")?.request).toEqual({
      ...address,
      persona: "deepak",
      text: "Hello Sam",
    });
  });

  it("saves when the field is left", async () => {
    const { desk } = await open();
    const field = screen.getByTestId("composer-text");
    await fireEvent.input(field, { target: { value: "Half" } });
    await fireEvent.blur(field);
    await expect.poll(() => desk.calls.filter((call) => call.name === "draft_save").length).toBe(1);
    await expect.poll(() => screen.getByTestId("draft-state").textContent).toContain("Saved");
  });

  it("shows a failed save in its place and keeps the text", async () => {
    const { desk } = await open();
    desk.refusals.set("draft_save", { code: "disk_full" });
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.input(field, { target: { value: "Precious" } });
    await fireEvent.blur(field);
    const alert = await screen.findByTestId("draft-error");
    expect(alert.textContent).toContain("This draft is not saved yet. Your text stays here.");
    expect(field.value).toBe("Precious");
  });
});
