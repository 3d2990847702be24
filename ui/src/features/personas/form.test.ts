import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { LineVerdict } from "$lib/bindings/LineVerdict";
import type { Desk } from "$lib/desk";
import { FakeDesk } from "$lib/desk.fake";
import { PersonaForm, type PortraitInHand } from "./form.svelte";
import LineInput from "./LineInput.svelte";

/** A portrait that was cut, under the key of a staged photo; or none. */
function inHand(key: string | null): PortraitInHand {
  return { working: false, changed: key !== null, settled: () => Promise.resolve(key) };
}

async function parts(desk = new FakeDesk()) {
  const { accounts } = await desk.call("account_list", {});
  const photo = await desk.stagePicture(new Uint8Array(64));
  return { desk, accounts, portrait: inHand(photo.id) };
}

async function ready(desk = new FakeDesk()) {
  const { accounts, portrait } = await parts(desk);
  const form = new PersonaForm(desk, portrait, accounts);
  form.choose("human");
  form.write("Ana Ruiz, Care Team");
  return form;
}

async function editing(id: string, portrait: PortraitInHand = inHand(null)) {
  const { desk, accounts } = await parts();
  const origin = await desk.call("persona_show", { persona: id });
  return { desk, form: new PersonaForm(desk, portrait, accounts, origin) };
}

describe("a new persona", () => {
  it("says what is still missing, one thing at a time, and chooses no kind by itself", () => {
    const form = new PersonaForm(new FakeDesk(), inHand(null), []);
    expect(form.blocked).toBe("Choose a kind.");
    form.choose("human");
    expect(form.blocked).toBe("Write a line.");
    form.write("Ana Ruiz, Care Team");
    expect(form.blocked).toBe("Choose a photo.");
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
    const slow: Desk = Object.assign(Object.create(new FakeDesk()) as FakeDesk, {
      call: () => new Promise((resolve) => answers.push(resolve)),
    });
    const form = new PersonaForm(slow, inHand(null), []);
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

  it("is made once although its publishing failed and is tried again", async () => {
    const desk = new FakeDesk();
    const form = await ready(desk);
    desk.refusals.set("persona_publish", { code: "offline" });
    expect(await form.save(form.targets)).toBeUndefined();
    expect(form.made?.look.line).toBe("Ana Ruiz, Care Team");
    expect(form.error).toEqual({ code: "offline" });
    desk.refusals.clear();
    expect((await form.save(form.targets))?.published[0]?.state.state).toBe("live");
    expect(desk.calls.filter((call) => call.name === "persona_add")).toHaveLength(1);
  });

  it("is not saved while its portrait cannot be cut as it is seen", async () => {
    const { desk, accounts } = await parts();
    const portrait: PortraitInHand = {
      working: false,
      changed: true,
      settled: () => Promise.reject({ code: "picture_gone" }),
    };
    const form = new PersonaForm(desk, portrait, accounts);
    form.choose("human");
    form.write("Ana Ruiz");
    expect(await form.save()).toBeUndefined();
    expect(form.error).toEqual({ code: "picture_gone" });
    expect(desk.calls.some((call) => call.name === "persona_add")).toBe(false);
  });
});

describe("changing a persona", () => {
  it("begins as the persona is, with nothing to save", async () => {
    const { form } = await editing("ana");
    expect(form.line).toBe("Ana Ruiz, Care Team");
    expect(form.details.tags).toEqual(["Care"]);
    expect(form.dirty).toBe(false);
    expect(form.newLook).toBe(false);
    expect(form.targets).toEqual(["account-northwind"]);
  });

  it("needs no new look for what only the team sees", async () => {
    const { desk, form } = await editing("ana");
    form.details.tags = ["Care", "Night"];
    expect(form.dirty).toBe(true);
    expect(form.newLook).toBe(false);
    const saved = await form.save();
    expect(saved?.look.id).toBe("look-ana");
    expect(saved?.details.tags).toEqual(["Care", "Night"]);
    expect(desk.calls.find((call) => call.name === "persona_edit")?.request).toMatchObject({
      picture: null,
    });
  });

  it("makes a new look of a new line, and customers keep the old one until it is published", async () => {
    const { form } = await editing("ana");
    form.write("Ana Ruiz, Team Lead");
    expect(form.newLook).toBe(true);
    const saved = await form.save();
    expect(saved?.published[0]?.state.state).toBe("not_published");
    expect(saved?.published[0]?.speaks_in?.line).toBe("Ana Ruiz, Care Team");
  });

  it("keeps a shorter line for X, and takes it away again", async () => {
    const { desk, form } = await editing("ana");
    form.writeOwn("Ana, Care");
    expect((await form.save())?.look.own_lines).toEqual([{ network: "x", line: "Ana, Care" }]);
    const changed = await desk.call("persona_show", { persona: "ana" });
    const again = new PersonaForm(desk, inHand(null), [], changed);
    expect(again.ownLine).toBe("Ana, Care");
    again.writeOwn("");
    expect((await again.save())?.look.own_lines).toEqual([]);
  });

  it("says that somebody was faster, in its own words", async () => {
    const { desk, form } = await editing("ana");
    desk.refusals.set("persona_edit", { code: "look_changed", line: "Ana R." });
    form.write("Ana Ruiz");
    await form.save();
    expect(form.trouble).toContain("Somebody changed this persona meanwhile");
  });

  it("asks for at least one person where only chosen ones may speak", async () => {
    const { form } = await editing("ana");
    form.details.speakers = { who: "only", operators: [] };
    expect(form.blocked).toBe("Choose who may speak as this persona.");
    form.details.speakers = { who: "only", operators: ["operator-1"] };
    expect(form.blocked).toBeNull();
  });
});

describe("the line's counter", () => {
  it("counts code points as one types and says how it counts", async () => {
    const form = new PersonaForm(new FakeDesk(), inHand(null), []);
    render(LineInput, { form });
    const field = screen.getByTestId("line-input");
    await fireEvent.input(field, { target: { value: "Ana ⭐ 😀" } });
    await expect.poll(() => screen.getByTestId("line-count").textContent).toContain("7 / 48");
    expect(screen.getByTestId("line-count").title).toContain("Byline counts code points");
  });

  it("offers the beginning that fits where the line is too long", async () => {
    const form = new PersonaForm(new FakeDesk(), inHand(null), []);
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
