import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import ComposerForm from "./Composer.svelte";
import { Composer } from "./composing.svelte";
import { systemZone, tomorrowAtNine } from "$lib/zones";
import { announcer } from "$lib/announce.svelte";
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
    onlater: vi.fn(),
    onunsend: vi.fn(),
    onpersonas: () => {},
    onescape: () => {},
  };
  draw(desk, ComposerForm, props);
  return { desk, composer, props };
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
      picture: null,
      persona: "deepak",
      look: "look-deepak",
      text: "Hello Sam",
      seen: 2,
      leave: { leave: "after_undo" },
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

describe("a look that changed meanwhile", () => {
  it("is said, keeps the text, and is what the next Send speaks in", async () => {
    const { desk, composer } = await open();
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    composer.speakAs("deepak");
    await fireEvent.input(field, { target: { value: "On its way." } });
    await desk.call("persona_edit", {
      persona: "deepak",
      line: "Deepak, Deliveries",
      own_lines: null,
      picture: null,
      details: null,
    });
    await desk.call("persona_publish", { persona: "deepak", account: address.account });
    await fireEvent.click(screen.getByTestId("send"));

    const alert = await screen.findByTestId("composer-error");
    expect(alert.textContent).toContain("speaks as “Deepak, Deliveries” now");
    expect(alert.textContent).toContain("Nothing was sent and your text is kept.");
    expect(field.value).toBe("On its way.");
    await expect
      .poll(() => screen.getByTestId("speaking-as").textContent)
      .toContain("Deepak, Deliveries");

    await fireEvent.click(screen.getByTestId("send"));
    await expect.poll(() => field.value).toBe("");
    expect(screen.queryByTestId("composer-error")).toBeNull();
    expect(desk.calls.findLast((call) => call.name === "reply_send")?.request).toMatchObject({
      persona: "deepak",
      look: desk.roster.find("deepak").look.id,
    });
  });
});

describe("writing", () => {
  it("puts an emoji where one writes, and gives the focus back", async () => {
    await open();
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.input(field, { target: { value: "Hello you" } });
    field.setSelectionRange(5, 5);
    await fireEvent.click(screen.getByTestId("emoji-open"));
    const search = await screen.findByTestId("emoji-search", {}, { timeout: 5_000 });
    await fireEvent.input(search, { target: { value: "grinning face" } });
    await fireEvent.keyDown(search, { key: "Enter" });
    expect(field.value).toBe("Hello😀 you");
    expect(document.activeElement).toBe(field);
    expect(screen.queryByTestId("emoji-picker")).toBeNull();
  });

  it("closes the emoji with Escape and is back at their button", async () => {
    await open();
    const button = screen.getByTestId("emoji-open");
    await fireEvent.click(button);
    await fireEvent.keyDown(await screen.findByTestId("emoji-search"), { key: "Escape" });
    expect(screen.queryByTestId("emoji-picker")).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it("remembers the conversation's language, and checks the spelling in it", async () => {
    const { desk, composer } = await open();
    await composer.writeIn("de");
    expect(desk.calls.at(-1)).toEqual({
      name: "conversation_language",
      request: { ...address, language: "de" },
    });
    await expect.poll(() => screen.getByTestId("composer-text").getAttribute("lang")).toBe("de");
    expect((await desk.call("conversation_show", address)).language).toBe("de");
  });

  it("stays with the language before where the new one is not kept", async () => {
    const { desk, composer } = await open();
    desk.refusals.set("conversation_language", { code: "disk_full" });
    await composer.writeIn("de");
    expect(composer.language).toBeNull();
    expect(composer.error).toEqual({ code: "disk_full" });
  });
});

describe("sending at another time", () => {
  it("offers an hour and tomorrow at nine beside Send, in the system's zone", async () => {
    const { desk, composer } = await open();
    expect(screen.getByTestId<HTMLButtonElement>("send-later").disabled).toBe(true);
    composer.speakAs("deepak");
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.input(field, { target: { value: "Later" } });
    await fireEvent.click(screen.getByTestId("send-later"));
    await fireEvent.click(screen.getByTestId("later-tomorrow"));
    await expect.poll(() => field.value).toBe("");
    const sent = desk.calls.find((call) => call.name === "reply_send")?.request;
    const { zone } = (sent as { leave: { zone: string } }).leave;
    expect(zone).toBe(systemZone());
    expect(sent).toMatchObject({
      leave: { leave: "at", at: tomorrowAtNine(Date.now(), zone), zone },
    });
  });

  it("leads to any time from the menu, and with Ctrl Shift Enter, which sends nothing", async () => {
    const { desk, composer, props } = await open();
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true, shiftKey: true });
    expect(props.onlater).not.toHaveBeenCalled();
    composer.speakAs("deepak");
    await fireEvent.input(field, { target: { value: "Later" } });
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true, shiftKey: true });
    await fireEvent.click(screen.getByTestId("send-later"));
    await fireEvent.click(screen.getByTestId("later-other"));
    expect(props.onlater).toHaveBeenCalledTimes(2);
    expect(desk.calls.some((call) => call.name === "reply_send")).toBe(false);
  });
});

describe("bringing back what was just sent", () => {
  it("is Alt U, and Ctrl Z only while the field has no typing of its own to undo", async () => {
    const { props } = await open();
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    await fireEvent.keyDown(field, { key: "u", altKey: true });
    await fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    expect(props.onunsend).toHaveBeenCalledTimes(2);
    await fireEvent.input(field, { target: { value: "Typing" } });
    await fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    expect(props.onunsend).toHaveBeenCalledTimes(2);
  });
});

describe("a picture", () => {
  it("is chosen, pasted or dropped, shown beside the text, and taken out again", async () => {
    const { desk, composer } = await open();
    const file = new File([new Uint8Array(64)], "shoe.jpg", { type: "image/jpeg" });
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    const input = screen.getByTestId<HTMLInputElement>("picture-input");
    const taken = () => screen.findByAltText("The picture that goes along");
    const out = async () => {
      await fireEvent.click(screen.getByTestId("composer-picture-remove"));
      expect(screen.queryByTestId("composer-picture")).toBeNull();
      expect(document.activeElement).toBe(field);
    };

    await fireEvent.change(input, { target: { files: [file] } });
    await taken();
    expect(screen.getByTestId("picture-add").title).toBe("Replace the picture");
    await out();
    await fireEvent.paste(field, { clipboardData: { files: [file], getData: () => "" } });
    await taken();
    await out();
    await fireEvent.drop(field, { dataTransfer: { files: [file], types: ["Files"] } });
    await taken();
    await out();
    desk.window.drop();
    await taken();
    expect(composer.text).toBe("");
  });

  it("stands in the room that was kept for it while it is prepared", async () => {
    const { composer } = await open();
    let ready = () => {};
    const waiting = new Promise<void>((resolve) => (ready = resolve));
    const attached = composer.attach(async (to) => {
      await waiting;
      return to.stageMessagePicture(new Uint8Array(64));
    });
    await screen.findByRole("img", { name: "The picture is being prepared." });
    expect(announcer.text.trim()).toBe("The picture is being prepared.");
    ready();
    await attached;
    await screen.findByAltText("The picture that goes along");
    expect(announcer.text.trim()).toBe("The picture goes along.");
  });

  it("that is gone is said with what to do, until it is closed", async () => {
    const { desk, composer } = await open();
    await composer.attach((to) => to.stageMessagePicture(new Uint8Array(64)));
    desk.roster.forgetBeside();
    composer.write("Look");
    await composer.drafts.flush();
    const said = await screen.findByTestId("picture-gone");
    expect(said.textContent).toContain("Your text is saved. Add the picture again");
    expect(screen.queryByTestId("composer-picture")).toBeNull();
    expect(screen.queryByTestId("draft-error")).toBeNull();
    await fireEvent.click(within(said).getByRole("button", { name: "Close" }));
    expect(screen.queryByTestId("picture-gone")).toBeNull();
  });
});

describe("what came into the draft meanwhile", () => {
  it("is shown beside what is typed, and put behind it with one press", async () => {
    const { desk, composer } = await open();
    composer.speakAs("deepak");
    composer.write("Taken back");
    const reply = await composer.send();
    await desk.call("reply_take_back", { reply: reply?.id ?? "" });
    composer.write("Typed");
    await composer.drafts.flush();
    const other = await screen.findByTestId("draft-other");
    expect(other.textContent).toContain("Taken back");
    const field = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    expect(field.value).toBe("Typed");
    await fireEvent.click(within(other).getByRole("button", { name: "Insert" }));
    expect(field.value).toBe("Typed\n\nTaken back");
    expect(screen.queryByTestId("draft-other")).toBeNull();
  });
});
