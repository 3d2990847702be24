import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { LineVerdict } from "$lib/bindings/LineVerdict";
import type { Desk } from "$lib/desk";
import { FakeDesk } from "$lib/desk.fake";
import { PersonaForm } from "./form.svelte";
import LineInput from "./LineInput.svelte";

const photo = new Blob([new Uint8Array(64)]);

async function ready(desk: Desk = new FakeDesk()) {
  const form = new PersonaForm(desk);
  form.choose("human");
  form.write("Ana Ruiz, Care Team");
  await form.stage(photo);
  return form;
}

describe("a new persona", () => {
  it("says what is still missing, one thing at a time, and chooses no kind by itself", async () => {
    const form = new PersonaForm(new FakeDesk());
    expect(form.blocked).toBe("Choose a kind.");
    form.choose("human");
    expect(form.blocked).toBe("Write a line.");
    form.write("Ana Ruiz, Care Team");
    expect(form.blocked).toBe("Choose a photo.");
    await form.stage(photo);
    expect(form.blocked).toBeNull();
  });

  it("must say that it is automated where it is", async () => {
    const form = await ready();
    form.choose("automated");
    await expect.poll(() => form.blocked).toBe("The line cannot be used yet.");
    form.write("Northwind Bot · automated");
    await expect.poll(() => form.blocked).toBeNull();
  });

  it("believes only the answer about the newest text", async () => {
    const answers: ((verdict: LineVerdict) => void)[] = [];
    const desk = new FakeDesk();
    const slow = Object.assign(Object.create(desk) as FakeDesk, {
      call: () => new Promise((resolve) => answers.push(resolve)),
    });
    const form = new PersonaForm(slow);
    const verdict = (line: string): LineVerdict => ({
      line,
      length: line.length,
      most: 48,
      problem: null,
      warnings: [],
    });
    form.write("A");
    form.write("Ab");
    answers[1]?.(verdict("Ab"));
    answers[0]?.(verdict("A"));
    await Promise.resolve();
    await Promise.resolve();
    expect(form.verdict?.line).toBe("Ab");
  });

  it("shows why a photo was refused and keeps the one before", async () => {
    const form = await ready();
    const before = form.photo;
    await form.stage(new Blob(["x"]));
    expect(form.photoError).toEqual({ code: "picture_not_a_picture" });
    expect(form.photo).toEqual(before);
  });

  it("is made once although its publishing failed and is tried again", async () => {
    const desk = new FakeDesk();
    const form = await ready(desk);
    desk.refusals.set("persona_publish", { code: "offline" });
    expect(await form.save("account-northwind")).toBeUndefined();
    expect(form.made?.look.line).toBe("Ana Ruiz, Care Team");
    expect(form.error).toEqual({ code: "offline" });
    desk.refusals.clear();
    expect((await form.save("account-northwind"))?.published[0]?.state.state).toBe("live");
    expect(desk.calls.filter((call) => call.name === "persona_add")).toHaveLength(1);
  });
});

describe("the line's counter", () => {
  it("counts code points as one types and says how it counts", async () => {
    const form = new PersonaForm(new FakeDesk());
    render(LineInput, { form });
    const field = screen.getByTestId("line-input");
    await fireEvent.input(field, { target: { value: "Ana ⭐ 😀" } });
    await expect.poll(() => screen.getByTestId("line-count").textContent).toContain("7 / 48");
    expect(screen.getByTestId("line-count").title).toContain("Byline counts code points");
  });

  it("offers the beginning that fits where the line is too long", async () => {
    const form = new PersonaForm(new FakeDesk());
    render(LineInput, { form });
    await fireEvent.input(screen.getByTestId("line-input"), {
      target: { value: "Olu Adeyemi, Lead of the whole Northwind Care and Delivery Team" },
    });
    const shorten = await screen.findByTestId("line-shorten");
    expect(screen.getByText("63 characters; X takes 48.")).toBeTruthy();
    await fireEvent.click(shorten);
    await expect.poll(() => form.verdict?.problem).toBeNull();
    expect([...form.line].length).toBeLessThanOrEqual(48);
  });
});
