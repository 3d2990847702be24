import { afterEach, describe, expect, it, vi } from "vitest";
import { caps, hint, Keyboard, KEYS, THEN, type KeyName } from "./keys.svelte";

function pressed(key: string, more: KeyboardEventInit & { at?: number } = {}, on?: Element) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  if (more.at !== undefined) Object.defineProperty(event, "timeStamp", { value: more.at });
  if (more.keyCode !== undefined && event.keyCode !== more.keyCode)
    Object.defineProperty(event, "keyCode", { value: more.keyCode });
  Object.defineProperty(event, "target", { value: on ?? document.body });
  return event;
}

function listening() {
  const keyboard = new Keyboard();
  const heard: KeyName[] = [];
  keyboard.act(Object.fromEntries(KEYS.map(({ name }) => [name, () => heard.push(name)])));
  return { keyboard, heard };
}

describe("keys", () => {
  afterEach(() => document.body.replaceChildren());

  it("hears single letters, modified ones, and one after the other", () => {
    const { keyboard, heard } = listening();
    keyboard.press(pressed("j"));
    keyboard.press(pressed("k", { ctrlKey: true }));
    keyboard.press(pressed("k", { metaKey: true }));
    keyboard.press(pressed("?", { shiftKey: true }));
    keyboard.press(pressed("g", { at: 100 }));
    keyboard.press(pressed("p", { at: 100 + THEN }));
    expect(heard).toEqual(["next", "palette", "palette", "sheet", "personas"]);
  });

  it("forgets the first letter after a while, and after another key", () => {
    const { keyboard, heard } = listening();
    keyboard.press(pressed("g", { at: 0 }));
    keyboard.press(pressed("i", { at: THEN + 1 }));
    keyboard.press(pressed("g", { at: 5_000 }));
    keyboard.press(pressed("x", { at: 5_100 }));
    keyboard.press(pressed("i", { at: 5_200 }));
    expect(heard).toEqual([]);
  });

  it("leaves letters to a field, but not the palette's keys", () => {
    const { keyboard, heard } = listening();
    const field = document.body.appendChild(document.createElement("textarea"));
    keyboard.press(pressed("r", {}, field));
    keyboard.press(pressed("?", {}, field));
    keyboard.press(pressed("z", { ctrlKey: true }, field));
    keyboard.press(pressed("k", { ctrlKey: true }, field));
    expect(heard).toEqual(["palette"]);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    "hears nothing while an input method composes (%o)",
    (composing) => {
      const { keyboard, heard } = listening();
      keyboard.press(pressed("j", composing));
      keyboard.press(pressed("k", { ...composing, ctrlKey: true }));
      expect(heard).toEqual([]);
    },
  );

  it("hears nothing while a dialog or a menu is open", () => {
    const { keyboard, heard } = listening();
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.setAttribute("open", "");
    keyboard.press(pressed("j"));
    keyboard.press(pressed("k", { ctrlKey: true }));
    dialog.remove();
    const menu = document.body.appendChild(document.createElement("div"));
    menu.role = "menu";
    menu.setAttribute("role", "menu");
    keyboard.press(pressed("j"));
    expect(heard).toEqual([]);
  });

  it("hears no letter with a modifier, and none at all where they are switched off", () => {
    const { keyboard, heard } = listening();
    keyboard.press(pressed("r", { altKey: true }));
    keyboard.press(pressed("r", { ctrlKey: true }));
    keyboard.single = "off";
    keyboard.press(pressed("j"));
    keyboard.press(pressed("g"));
    keyboard.press(pressed("i"));
    expect(heard).toEqual([]);
    keyboard.press(pressed("k", { ctrlKey: true }));
    expect(heard).toEqual(["palette"]);
  });

  it("leaves a key alone that has nothing to do, or that was dealt with", () => {
    const keyboard = new Keyboard();
    const run = vi.fn();
    const end = keyboard.act({ next: run });
    const dealt = pressed("j");
    dealt.preventDefault();
    keyboard.press(dealt);
    end();
    const idle = pressed("j");
    keyboard.press(idle);
    expect(run).not.toHaveBeenCalled();
    expect(idle.defaultPrevented).toBe(false);
  });

  it("writes every key down once", () => {
    const written = KEYS.map(({ name }) => hint(name));
    expect(new Set(written).size).toBe(KEYS.length);
    expect(caps("palette")).toEqual(["Ctrl", "K"]);
    expect(hint("inbox")).toBe("G I");
  });
});
