import { fireEvent, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import type { ClosingWish } from "$lib/bindings/ClosingWish";
import { FakeDesk } from "$lib/desk.fake";
import { chosen, USUAL } from "$lib/settings.svelte";
import { draw } from "$test/draw";
import ClosingDialog from "./ClosingDialog.svelte";

function opened() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  draw(desk, ClosingDialog, {});
  return desk;
}
const waiting = (leaving: number, wish: ClosingWish) => ({
  leaving,
  in_doubt: 0,
  stopped: 0,
  wish,
});
const kept = (desk: FakeDesk) => desk.call("settings_show", {});

beforeEach(() => (chosen.value = USUAL));

describe("closing the window while replies have not left", () => {
  it("asks, and keeps running from then on where that is the answer", async () => {
    const desk = opened();
    desk.window.ask(waiting(3, "close"));
    const dialog = await screen.findByTestId("closing");
    expect(dialog.textContent).toContain("3 replies have not left yet");
    await fireEvent.click(screen.getByTestId("closing-keep-running"));
    await expect.poll(() => desk.window.acts).toEqual(["hide"]);
    expect((await kept(desk)).closing).toBe("keep_running");
    expect(screen.queryByTestId("closing")).toBeNull();
  });

  it("quits from then on where that is the answer", async () => {
    const desk = opened();
    desk.window.ask(waiting(1, "close"));
    expect((await screen.findByTestId("closing")).textContent).toContain("1 reply has not left");
    await fireEvent.click(screen.getByTestId("closing-do-quit"));
    await expect.poll(() => desk.window.acts).toEqual(["quit"]);
    expect((await kept(desk)).closing).toBe("quit");
  });

  it("does what was answered even where the answer cannot be kept", async () => {
    const desk = opened();
    desk.refusals.set("settings_set", { code: "disk_full" });
    desk.window.ask(waiting(1, "close"));
    await fireEvent.click(await screen.findByTestId("closing-keep-running"));
    await expect.poll(() => desk.window.acts).toEqual(["hide"]);
  });

  it("leaves everything as it was when it is cancelled, by button or by Escape", async () => {
    const desk = opened();
    desk.window.ask(waiting(2, "close"));
    await fireEvent.click(await screen.findByTestId("closing-stay"));
    await expect.poll(() => desk.window.acts).toEqual(["stay"]);
    desk.window.ask(waiting(2, "close"));
    await fireEvent(await screen.findByTestId("closing"), new Event("close"));
    await expect.poll(() => desk.window.acts).toEqual(["stay", "stay"]);
    expect((await kept(desk)).closing).toBe("ask");
  });
});

describe("quitting while replies have not left", () => {
  it("says what stays, and remembers nothing", async () => {
    const desk = opened();
    desk.window.ask(waiting(2, "quit"));
    const dialog = await screen.findByTestId("closing");
    expect(dialog.textContent).toContain("They stay in the outbox");
    expect(screen.queryByTestId("closing-keep-running")).toBeNull();
    await fireEvent.click(screen.getByTestId("closing-do-quit"));
    await expect.poll(() => desk.window.acts).toEqual(["quit"]);
    expect((await kept(desk)).closing).toBe("ask");
  });

  it("never says of a reply in doubt that it has not left or will leave", async () => {
    const desk = opened();
    desk.window.ask({ leaving: 0, in_doubt: 1, stopped: 0, wish: "quit" });
    const { textContent } = await screen.findByTestId("closing");
    expect(textContent).toContain("1 reply needs you");
    expect(textContent).toContain("Byline will not send it again by itself");
    expect(textContent).not.toContain("has not left");
    expect(textContent).not.toContain("leaves when");
  });

  it("counts what leaves, what is in doubt and what failed apart", async () => {
    const desk = opened();
    desk.window.ask({ leaving: 2, in_doubt: 1, stopped: 3, wish: "quit" });
    const { textContent } = await screen.findByTestId("closing");
    expect(textContent).toContain("2 replies have not left yet");
    expect(textContent).toContain("1 reply is in doubt");
    expect(textContent).toContain("3 replies failed or came back");
  });

  it("by Ctrl Q is one wish however long the key is held", async () => {
    const desk = opened();
    await fireEvent.keyDown(window, { key: "q", ctrlKey: true });
    await fireEvent.keyDown(window, { key: "q", ctrlKey: true, repeat: true });
    await fireEvent.keyDown(window, { key: "q" });
    expect(desk.window.leaves).toBe(1);
  });
});
