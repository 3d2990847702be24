import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import { PortraitEditor } from "./editing.svelte";
import { Gesture } from "./gesture";
import Portrait from "./Portrait.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const photo = () => new Blob([new Uint8Array(64)]);

async function open(faces = 1) {
  const desk = new FakeDesk();
  desk.roster.faces = faces;
  const editor = new PortraitEditor(desk);
  await editor.stage(photo());
  return { desk, editor };
}

const crops = (desk: FakeDesk) =>
  desk.calls.filter((call) => call.name === "picture_crop").map((call) => call.request);

describe("a portrait in the making", () => {
  it("begins at the proposed square and asks for no cut", async () => {
    const { desk, editor } = await open();
    expect(editor.square).toEqual(editor.picture?.crop);
    expect(await editor.settled()).toBe(editor.picture?.id);
    expect(crops(desk)).toEqual([]);
  });

  it("is cut once after a row of movements, where it came to rest", async () => {
    const { desk, editor } = await open();
    for (let x = 300; x < 340; x += 1) editor.adjust({ x, y: 300, size: 500 });
    await vi.advanceTimersByTimeAsync(149);
    expect(crops(desk)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(crops(desk)).toEqual([
      { picture: editor.picture?.id, crop: { x: 339, y: 300, size: 500 } },
    ]);
  });

  it("is settled only after the last movement is cut, without waiting for rest", async () => {
    const { desk, editor } = await open();
    editor.adjust({ x: 10, y: 20, size: 300 });
    await editor.settled();
    expect(crops(desk)).toEqual([
      { picture: editor.picture?.id, crop: { x: 10, y: 20, size: 300 } },
    ]);
  });

  it("never runs two cuts side by side, and ends with the newest", async () => {
    const { desk, editor } = await open();
    const answers: (() => void)[] = [];
    const cut: unknown[] = [];
    vi.spyOn(desk, "call").mockImplementation((_name, request) => {
      cut.push(request);
      return new Promise((resolve) => answers.push(() => resolve({} as never)));
    });
    editor.adjust({ x: 1, y: 1, size: 300 });
    await vi.advanceTimersByTimeAsync(150);
    editor.adjust({ x: 2, y: 2, size: 300 });
    editor.adjust({ x: 3, y: 3, size: 300 });
    await vi.advanceTimersByTimeAsync(150);
    expect(cut).toHaveLength(1);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(cut).toHaveLength(2);
    expect(cut[1]).toMatchObject({ crop: { x: 3, y: 3, size: 300 } });
  });

  it("is not settled where the desk could not cut", async () => {
    const { desk, editor } = await open();
    desk.refusals.set("picture_crop", { code: "picture_gone" });
    editor.adjust({ x: 10, y: 20, size: 300 });
    await expect(editor.settled()).rejects.toEqual({ code: "picture_gone" });
  });

  it("keeps the photo before where another one is refused, and says why", async () => {
    const { editor } = await open();
    const before = editor.picture;
    await editor.stage(new Blob(["x"]));
    expect(editor.error).toEqual({ code: "picture_not_a_picture" });
    expect(editor.picture).toBe(before);
    expect(await editor.settled()).toBe(before?.id);
  });

  it("of a look is nothing new until its square moves", async () => {
    const editor = new PortraitEditor(new FakeDesk());
    await editor.reopen("look-ana");
    expect(editor.changed).toBe(false);
    expect(await editor.settled()).toBeNull();
    editor.adjust({ x: 0, y: 0, size: 200 });
    expect(editor.changed).toBe(true);
    editor.undo();
    expect(editor.changed).toBe(false);
  });
});

describe("the portrait's stage", () => {
  async function drawn(faces = 1) {
    const { desk, editor } = await open(faces);
    const cut = { src: "", width: 1, height: 1, square: editor.fine };
    draw(desk, Portrait, { editor, cut, look: null });
    return { editor, stage: screen.getByTestId("portrait-stage") };
  }

  it("is moved by arrows and zoomed by + and −, without a mouse", async () => {
    const { editor, stage } = await drawn();
    const before = editor.square;
    await fireEvent.keyDown(stage, { key: "ArrowLeft", shiftKey: true });
    expect(editor.square.x).toBe(before.x + Math.round(before.size / 10));
    await fireEvent.keyDown(stage, { key: "+" });
    expect(editor.square.size).toBeLessThan(before.size);
    await fireEvent.click(screen.getByTestId("portrait-undo"));
    expect(editor.square).toEqual(before);
  });

  it("is zoomed by the wheel, and the page stays where it is", async () => {
    const { editor, stage } = await drawn();
    const before = editor.square.size;
    const wheel = new WheelEvent("wheel", { deltaY: -120, cancelable: true });
    stage.dispatchEvent(wheel);
    expect(editor.square.size).toBeLessThan(before);
    expect(wheel.defaultPrevented).toBe(true);
  });

  it("offers every face where there are several", async () => {
    const { editor } = await drawn(2);
    expect(screen.getByText("2 faces found: choose one")).toBeTruthy();
    const [, second] = screen.getAllByTestId("portrait-face");
    if (second) await fireEvent.click(second);
    expect(editor.square).toEqual(editor.picture?.faces[1]);
    expect(second?.getAttribute("aria-pressed")).toBe("true");
  });

  it("says that it is centred where there is no face", async () => {
    await drawn(0);
    expect(screen.getByText(/No face found, centred/u)).toBeTruthy();
  });

  it("says how few pixels are left where it may look soft", async () => {
    const { editor } = await drawn();
    expect(screen.getByTestId("photo-notes").textContent).not.toContain("soft");
    editor.adjust({ x: 100, y: 100, size: 260 });
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByTestId("photo-notes").textContent).toContain(
      "260 of 400 px: it may look soft.",
    );
  });
});

describe("a photo out of another program", () => {
  function drawn() {
    const desk = new FakeDesk();
    const editor = new PortraitEditor(desk);
    draw(desk, Portrait, { editor, cut: null, look: null });
    return { desk, editor };
  }

  it("is asked for where a paste brings no file", async () => {
    const { desk, editor } = drawn();
    await fireEvent.paste(document.body);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.error).toEqual({ code: "clipboard_without_picture" });
    desk.roster.copied = "photo";
    await fireEvent.paste(document.body);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.error).toBeUndefined();
    expect(editor.picture).toBeDefined();
  });

  it("is asked for where the window tells of a drop", async () => {
    const { desk, editor } = drawn();
    desk.window.drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.picture).toBeDefined();
  });
});

describe("a gesture", () => {
  it("drags with one finger, and with two pinches about the middle", () => {
    const gesture = new Gesture();
    gesture.begin(1, 0, 0);
    expect(gesture.move(1, 5, 3)).toMatchObject({ right: 5, down: 3, parted: 1 });
    gesture.begin(2, 15, 3);
    expect(gesture.move(2, 25, 3)).toMatchObject({ parted: 2, at: { x: 15, y: 3 } });
    gesture.end(1);
    gesture.end(2);
    expect(gesture.going).toBe(false);
    expect(gesture.move(1, 9, 9)).toBeUndefined();
  });
});
