import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk, type FakeStart } from "$lib/desk.fake";
import { crowd } from "$lib/fake/personas";
import { undoLine } from "$lib/undo.svelte";
import { unsaved } from "$lib/unsaved.svelte";
import { draw } from "$test/draw";
import PersonasView from "./PersonasView.svelte";

async function open(start: FakeStart = {}) {
  const desk = new FakeDesk({ operator: "Ana Ruiz", ...start });
  const { accounts } = await desk.call("account_list", {});
  draw(desk, PersonasView, { accounts });
  if (desk.roster.all.length > 0) await screen.findAllByTestId("persona-card");
  return desk;
}

const cards = () => screen.queryAllByTestId("persona-card");
const card = (line: string) => {
  const found = cards().find((one) => one.textContent?.includes(line));
  if (!found) throw new Error(`no card of ${line}`);
  return found;
};
const detail = () => screen.getByTestId("persona-detail");

describe("the roster", () => {
  it("finds one of two hundred while one types", async () => {
    await open({ personas: crowd() });
    const field = screen.getByTestId("roster-search");
    await fireEvent.input(field, { target: { value: "chloe" } });
    await expect.poll(() => cards().length).toBe(1);
    expect(detail().textContent).toContain("Chloé Martin");
    await fireEvent.input(field, { target: { value: "nobody like this" } });
    await fireEvent.click(await screen.findByTestId("roster-reset"));
    await expect.poll(() => cards().length).toBeGreaterThan(190);
  });

  it("is walked by arrows, with one stop for Tab", async () => {
    await open();
    const [first, second] = cards();
    first?.focus();
    if (first) await fireEvent.keyDown(first, { key: "ArrowRight" });
    expect(document.activeElement).toBe(second);
    expect(cards().filter((one) => one.tabIndex === 0)).toEqual([second]);
  });

  it("says in place what X lists", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("roster-check"));
    const results = await screen.findByText(/Gone from the account, and can be published again/u);
    expect(results.textContent).toContain("Chloé Martin");
    expect(screen.getByTestId("check-results").textContent).toContain("Holiday desk");
  });
});

describe("putting a persona away", () => {
  it("can be taken back, and restored from its shelf", async () => {
    const desk = await open();
    await fireEvent.click(card("Olu Adeyemi"));
    await fireEvent.click(screen.getByTestId("persona-archive"));
    await expect.poll(() => cards().some((one) => one.textContent?.includes("Olu"))).toBe(false);
    expect(undoLine.offer?.text).toBe("Olu Adeyemi, Team Lead is archived.");
    await expect.poll(() => cards().includes(document.activeElement as HTMLElement)).toBe(true);
    undoLine.take();
    await expect.poll(() => desk.roster.find("olu").archived_at).toBeNull();
    await desk.call("persona_archive", { persona: "olu", when_used: "ask" });
    await fireEvent.click(await screen.findByTestId("roster-archived"));
    await fireEvent.click(await screen.findByTestId("persona-restore"));
    await expect.poll(() => desk.roster.find("olu").archived_at).toBeNull();
  });

  it("asks first where drafts and replies still use it", async () => {
    const desk = await open();
    await fireEvent.click(card("Ana Ruiz"));
    await fireEvent.click(screen.getByTestId("persona-archive"));
    const question = await screen.findByRole("dialog");
    expect(question.textContent).toContain("1 draft still uses it");
    expect(question.textContent).toContain("will leave as Ana Ruiz, Care Team");
    expect(desk.roster.find("ana").archived_at).toBeNull();
    await fireEvent.click(screen.getByTestId("confirm-yes"));
    await expect.poll(() => desk.roster.find("ana").archived_at).not.toBeNull();
  });
});

describe("changing a persona", () => {
  async function edit(line: string) {
    const desk = await open();
    await fireEvent.click(card(line));
    await fireEvent.click(screen.getByTestId("persona-edit"));
    return { desk, field: await screen.findByTestId<HTMLInputElement>("line-input") };
  }

  it("keeps the old look for customers until the new one is published, and says so", async () => {
    const { field } = await edit("Ana Ruiz");
    await fireEvent.input(field, { target: { value: "Ana Ruiz, Team Lead" } });
    expect(screen.getByTestId("persona-reason").textContent).toContain(
      "What was sent keeps the old one.",
    );
    await fireEvent.click(screen.getByTestId("save-persona"));
    const said = await screen.findByTestId("old-look");
    expect(said.textContent).toContain("Customers still see the old look “Ana Ruiz, Care Team”");
    await expect.poll(() => document.activeElement?.textContent).toContain("Ana Ruiz, Team Lead");
  });

  it("publishes the new look where it saves and publishes", async () => {
    const { desk, field } = await edit("Ana Ruiz");
    await fireEvent.input(field, { target: { value: "Ana Ruiz, Team Lead" } });
    await fireEvent.click(screen.getByTestId("save-and-publish"));
    await expect
      .poll(() => desk.roster.find("ana").published[0]?.speaks_in?.line)
      .toBe("Ana Ruiz, Team Lead");
  });

  it("asks once before what was typed is lost", async () => {
    const { desk, field } = await edit("Ana Ruiz");
    await fireEvent.input(field, { target: { value: "Ana" } });
    await fireEvent.click(card("Deepak Rao"));
    await screen.findByText("Leave without saving?");
    await fireEvent.click(screen.getByTestId("confirm-no"));
    expect(screen.getByTestId<HTMLInputElement>("line-input").value).toBe("Ana");
    await fireEvent.click(screen.getByTestId("persona-cancel"));
    await fireEvent.click(await screen.findByTestId("confirm-yes"));
    await expect.poll(() => screen.queryByTestId("line-input")).toBeNull();
    expect(desk.roster.find("ana").look.line).toBe("Ana Ruiz, Care Team");
    expect(unsaved.leaving).toBeUndefined();
  });

  it("takes tags by keyboard", async () => {
    await edit("Deepak Rao");
    const tags = screen.getByTestId("tags-input");
    await fireEvent.input(tags, { target: { value: "Night" } });
    await fireEvent.keyDown(tags, { key: "Enter" });
    expect(screen.getByLabelText("Remove Night")).toBeTruthy();
    await fireEvent.keyDown(tags, { key: "Backspace" });
    expect(screen.queryByLabelText("Remove Night")).toBeNull();
  });

  it("warns quietly where nobody's consent is noted", async () => {
    await edit("Deepak Rao");
    expect(screen.getByTestId("consent-missing")).toBeTruthy();
    await fireEvent.input(screen.getByTestId("consent-input"), { target: { value: "Deepak" } });
    expect(screen.queryByTestId("consent-missing")).toBeNull();
  });
});

describe("a persona's details", () => {
  it("show every look and what customers saw of it", async () => {
    const desk = await open();
    await desk.call("persona_edit", {
      persona: "ana",
      line: "Ana Ruiz, Team Lead",
      own_lines: null,
      picture: null,
      details: null,
    });
    await fireEvent.click(card("Ana Ruiz"));
    await fireEvent.click(within(detail()).getByTestId("detail-history"));
    const looks = await screen.findByTestId("look-history");
    await expect.poll(() => within(looks).queryAllByRole("listitem").length).toBe(2);
    expect(looks.textContent).toContain("41 messages to 17 customers through x:@northwind");
    expect(looks.textContent).toContain("Oct");
  });

  it("name a look that is gone from X and offer to publish it again", async () => {
    const desk = await open();
    await fireEvent.click(card("Chloé"));
    expect(screen.getByTestId("look-gone").textContent).toContain("Chloé Martin, Retours");
    await fireEvent.click(screen.getByTestId("publish"));
    await expect.poll(() => desk.roster.find("chloe").published[0]?.state.state).toBe("live");
  });

  it("duplicate a persona and show the copy", async () => {
    await open();
    await fireEvent.click(card("Ana Ruiz"));
    await fireEvent.click(screen.getByTestId("persona-duplicate"));
    await expect.poll(() => detail().textContent).toContain("Ana Ruiz, Care Team 2");
  });
});
