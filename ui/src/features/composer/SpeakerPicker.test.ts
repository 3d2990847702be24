import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { crowd } from "$lib/fake/personas";
import { draw } from "$test/draw";
import { Composer } from "./composing.svelte";
import SpeakerPicker from "./SpeakerPicker.svelte";

async function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz", personas: crowd() });
  const composer = new Composer(desk, { account: "account-northwind", customer: "7005" });
  composer.know((await desk.call("persona_list", {})).personas);
  draw(desk, SpeakerPicker, { composer, accountName: "x:@northwind" });
  await fireEvent.click(screen.getByTestId("persona-menu"));
  return { desk, composer, field: screen.getByTestId("speaker-search") };
}

const options = () => screen.queryAllByTestId("speaker-option");

describe("picking who speaks out of two hundred", () => {
  it("begins in the search field and narrows as one types", async () => {
    const { composer, field } = await open();
    expect(document.activeElement).toBe(field);
    expect(options().length).toBeGreaterThan(100);
    await fireEvent.input(field, { target: { value: "deepak" } });
    expect(options().map((one) => one.textContent)).toEqual([
      expect.stringContaining("Deepak Rao, Deliveries"),
    ]);
    await fireEvent.keyDown(field, { key: "Enter" });
    expect(composer.speaker?.id).toBe("deepak");
    expect(document.activeElement).toBe(screen.getByTestId("persona-menu"));
  });

  it("lists those who cannot speak here with the reason", async () => {
    const { composer, field } = await open();
    await fireEvent.input(field, { target: { value: "olu" } });
    const barred = screen.getAllByTestId("speaker-barred");
    expect(barred[0]?.textContent).toContain("not published on x:@northwind");
    await fireEvent.keyDown(field, { key: "Enter" });
    expect(composer.speaker).toBeNull();
  });

  it("offers nobody who is archived", async () => {
    const { desk, composer } = await open();
    await desk.call("persona_archive", { persona: "deepak", when_used: "archive" });
    composer.know((await desk.call("persona_list", {})).personas);
    expect(composer.speakers.some((one) => one.id === "deepak")).toBe(false);
  });

  it("speaks in the look that is live, not in one that is not published yet", async () => {
    const { desk, composer } = await open();
    const edit = { own_lines: null, picture: null, details: null };
    await desk.call("persona_edit", { persona: "ana", line: "Ana R., Lead", ...edit });
    composer.know((await desk.call("persona_list", {})).personas);
    composer.speakAs("ana");
    expect(composer.speaker?.look.line).toBe("Ana Ruiz, Care Team");
  });

  it("closes with Escape and gives the focus back", async () => {
    const { field } = await open();
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.queryByTestId("speaker-search")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("persona-menu"));
  });
});
