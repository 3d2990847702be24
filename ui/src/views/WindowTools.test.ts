import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { keyboard } from "$lib/keys.svelte";
import { offerUndo, undoLine } from "$lib/undo.svelte";
import App from "../App.svelte";

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const current = () => document.querySelector("[aria-current=page]")?.getAttribute("data-testid");

async function open(desk = new FakeDesk({ operator: "Ana Ruiz" })) {
  render(App, { props: { desk } });
  await screen.findByTestId("nav-inbox");
  return desk;
}

describe("the window's keys", () => {
  beforeEach(() => {
    keyboard.single = "on";
  });
  afterEach(() => undoLine.dismiss());

  it("lead to a view with G and a letter", async () => {
    await open();
    await press("g");
    await press("l");
    await expect.poll(current).toBe("nav-ledger");
  });

  it("show the sheet, which gives the focus back", async () => {
    await open();
    const inbox = screen.getByTestId("nav-inbox");
    inbox.focus();
    await press("?");
    expect(screen.getByTestId("key-sheet").textContent).toContain("Next conversation");
    await fireEvent.click(screen.getByTestId("dialog-close"));
    await expect.poll(() => document.activeElement).toBe(inbox);
  });

  it("switch single letters off for good", async () => {
    const desk = await open();
    await press("?");
    await fireEvent.click(screen.getByTestId("single-keys"));
    await expect.poll(async () => (await desk.call("settings_show", {})).single_keys).toBe("off");
    await fireEvent.click(screen.getByTestId("dialog-close"));
    await press("g");
    await press("l");
    expect(current()).toBe("nav-inbox");
  });

  it("open the palette, which goes where one chose and can be left", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("search-button"));
    expect(screen.getByTestId("palette")).toBeTruthy();
    await fireEvent.keyDown(screen.getByTestId("palette-field"), { key: "Escape" });
    expect(screen.queryByTestId("palette")).toBeNull();
    await press("k", { ctrlKey: true });
    const field = screen.getByTestId("palette-field");
    await fireEvent.input(field, { target: { value: "> ledger" } });
    await fireEvent.keyDown(field, { key: "Enter" });
    await expect.poll(current).toBe("nav-ledger");
  });

  it("find a persona and show it, and begin a new one", async () => {
    await open();
    const take = async (text: string) => {
      await press("k", { ctrlKey: true });
      const field = screen.getByTestId("palette-field");
      await fireEvent.input(field, { target: { value: text } });
      await screen.findAllByTestId("palette-option");
      await fireEvent.keyDown(field, { key: "Enter" });
    };
    await take("jun sato");
    await expect.poll(current).toBe("nav-personas");
    await expect
      .poll(() => document.querySelector("main")?.textContent)
      .toContain("Jun Sato, サポート");
    await take("> new persona");
    await expect.poll(() => screen.queryByTestId("line-input")).not.toBeNull();
  });

  it("find a message and open its conversation", async () => {
    await open();
    await press("k", { ctrlKey: true });
    const field = screen.getByTestId("palette-field");
    await fireEvent.input(field, { target: { value: "lifesaver" } });
    await screen.findByText("Messages");
    await fireEvent.keyDown(field, { key: "Enter" });
    expect((await screen.findByTestId("thread-name")).textContent).toBe("Maya Lindqvist");
  });
});

describe("around every view", () => {
  it("what went wrong can be read again", async () => {
    const desk = await open();
    desk.refusals.set("inbox_sync", { code: "offline" });
    await fireEvent.click(await screen.findByTestId("inbox-refresh"));
    await fireEvent.click(await screen.findByTestId("past-problems-open"));
    const problem = screen.getAllByTestId("past-problem")[0];
    expect(problem?.textContent).toContain("Reading messages");
    expect(problem?.textContent).toContain("There is no connection to the network.");
  });

  it("a command without a place of its own says over the view that it failed", async () => {
    const desk = await open();
    desk.refusals.set("inbox_sync", { code: "offline" });
    await press("k", { ctrlKey: true });
    const field = screen.getByTestId("palette-field");
    await fireEvent.input(field, { target: { value: "> read new" } });
    await fireEvent.keyDown(field, { key: "Enter" });
    expect((await screen.findByTestId("toast")).textContent).toContain(
      "no connection to the network",
    );
  });

  it("what was done can be taken back, by pointer and by Ctrl Z", async () => {
    await open();
    let undone = 0;
    const offer = () => offerUndo({ text: "Archived.", undo: () => void (undone += 1) });
    offer();
    await fireEvent.click(await screen.findByTestId("undo"));
    offer();
    await screen.findByTestId("undo-line");
    await press("z", { ctrlKey: true });
    expect(undone).toBe(2);
    await expect.poll(() => screen.queryByTestId("undo-line")).toBeNull();
  });
});
