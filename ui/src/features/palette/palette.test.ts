import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { find, type Entry } from "./finding";
import { Palette, type Sources } from "./palette.svelte";
import PaletteDialog from "./PaletteDialog.svelte";

const made = (group: string, title: string, more = ""): Entry => ({
  key: `${group}-${title}`,
  group,
  title,
  more,
  keys: [],
  run: vi.fn(),
});
const places = [
  made("Conversations", "Maya Lindqvist", "@mayalind"),
  made("Conversations", "田中 太郎", "@tanaka"),
  made("Personas", "Zoë Müller, Care Team", "vip spanish"),
  made("Views", "Outbox"),
];
const sources = (more: Partial<Sources> = {}): Sources => ({
  places,
  commands: [made("Commands", "Read new messages"), made("Commands", "New persona")],
  search: (text) => Promise.resolve([made("Messages", `about ${text}`)]),
  order: ["Commands", "Conversations", "Personas", "Views", "Messages"],
  ...more,
});
const titles = (entries: Entry[]) => entries.map(({ title }) => title);

describe("finding", () => {
  it("takes every word, without case and marks, also by handle and tag", () => {
    expect(titles(find(places, "muller zoe"))).toEqual(["Zoë Müller, Care Team"]);
    expect(titles(find(places, "@MAYA"))).toEqual(["Maya Lindqvist"]);
    expect(titles(find(places, "vip"))).toEqual(["Zoë Müller, Care Team"]);
    expect(titles(find(places, "太郎"))).toEqual(["田中 太郎"]);
    expect(find(places, "maya outbox")).toEqual([]);
  });

  it("shows names that begin with the text first, and few of one group", () => {
    const many = Array.from({ length: 20 }, (_, at) => made("Personas", `Team ${at}`));
    const found = find([made("Personas", "Care team"), ...many], "team");
    expect(found).toHaveLength(8);
    expect(found[0]?.title).toBe("Team 0");
  });
});

describe("the palette", () => {
  it("finds places and messages by text, and commands after >", async () => {
    const palette = new Palette(sources);
    palette.write("maya");
    await expect.poll(() => titles(palette.entries)).toEqual(["Maya Lindqvist", "about maya"]);
    palette.write("> persona");
    await expect.poll(() => titles(palette.entries)).toEqual(["New persona"]);
  });

  it("shows every command after >, for nobody guesses one that is not shown", async () => {
    const commands = Array.from({ length: 14 }, (_, at) => made("Commands", `Do ${at}`));
    const palette = new Palette(() => sources({ commands }));
    palette.write(">");
    await expect.poll(() => palette.entries).toHaveLength(14);
  });

  it("never shows the answer to an older text", async () => {
    const asked: ((found: Entry[]) => void)[] = [];
    const search = () => new Promise<Entry[]>((resolve) => asked.push(resolve));
    const palette = new Palette(() => sources({ places: [], search }));
    palette.write("a");
    palette.write("ab");
    palette.write("abc");
    expect(asked).toHaveLength(1);
    asked[0]?.([made("Messages", "old")]);
    await expect.poll(() => asked.length).toBe(2);
    expect(palette.entries).toEqual([]);
    asked[1]?.([made("Messages", "new")]);
    await expect.poll(() => titles(palette.entries)).toEqual(["new"]);
  });

  it("finds what has a name although the search for messages failed", async () => {
    const palette = new Palette(() => sources({ search: () => Promise.reject(new Error("no")) }));
    palette.write("outbox");
    await expect.poll(() => titles(palette.entries)).toEqual(["Outbox"]);
  });

  it("moves around the ends", () => {
    const palette = new Palette(sources);
    palette.move(-1);
    expect(palette.current?.title).toBe("Outbox");
    palette.move(1);
    expect(palette.current?.title).toBe("Maya Lindqvist");
  });
});

describe("the palette's field", () => {
  let all: Sources;
  const onclose = vi.fn();
  beforeEach(() => {
    onclose.mockReset();
    all = sources();
    render(PaletteDialog, { props: { sources: all, onclose } });
  });

  it("points at the choice, which Enter takes", async () => {
    const field = screen.getByTestId("palette-field");
    await fireEvent.keyDown(field, { key: "ArrowDown" });
    const chosen = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    expect(chosen?.getAttribute("aria-selected")).toBe("true");
    expect(chosen?.textContent).toContain("田中 太郎");
    await fireEvent.keyDown(field, { key: "Enter" });
    expect(onclose).toHaveBeenCalledOnce();
    await expect.poll(() => vi.mocked(places[1]?.run ?? vi.fn()).mock.calls.length).toBe(1);
  });

  it("leaves Enter, arrows and Escape to an input method that composes", async () => {
    const field = screen.getByTestId("palette-field");
    const before = field.getAttribute("aria-activedescendant");
    for (const key of ["ArrowDown", "Enter", "Escape"])
      await fireEvent.keyDown(field, { key, isComposing: true });
    expect(onclose).not.toHaveBeenCalled();
    expect(field.getAttribute("aria-activedescendant")).toBe(before);
  });

  it("closes with Escape, and says where nothing was found", async () => {
    const field = screen.getByTestId("palette-field");
    await fireEvent.input(field, { target: { value: ">zzz" } });
    expect(screen.getByRole("status").textContent).toContain("Nothing found for “>zzz”.");
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(onclose).toHaveBeenCalledOnce();
  });
});
