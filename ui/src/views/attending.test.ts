import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import App from "../App.svelte";

async function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  render(App, { props: { desk } });
  await screen.findAllByTestId("conversation-row");
  return { desk };
}
async function choose(nth: number) {
  const row = screen.getAllByTestId("conversation-row").at(nth);
  if (!row) throw new Error("no such conversation");
  await fireEvent.click(row);
}
const told = (desk: FakeDesk) =>
  desk.calls
    .filter(({ name }) => name === "conversation_attend" || name === "conversation_leave")
    .map(({ name, request }) => `${name} ${(request as { customer: string }).customer}`);

afterEach(() => vi.restoreAllMocks());

describe("a conversation that somebody has before them", () => {
  it("is known to the desk until another one is opened", async () => {
    const { desk } = await open();
    expect(told(desk)).toEqual([]);
    await choose(0);
    await expect.poll(() => told(desk).length).toBe(1);
    await choose(1);
    await expect.poll(() => told(desk).length).toBe(3);
    const names = told(desk).map((one) => one.split(" ")[0]);
    expect(names.toSorted()).toEqual([
      "conversation_attend",
      "conversation_attend",
      "conversation_leave",
    ]);
    const left = told(desk).find((one) => one.startsWith("conversation_leave"));
    expect(left?.split(" ")[1]).toBe(told(desk)[0]?.split(" ")[1]);
  });

  it("is before nobody while the window is hidden", async () => {
    const { desk } = await open();
    await choose(0);
    await expect.poll(() => told(desk).length).toBe(1);
    const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.poll(() => told(desk).at(-1)).toContain("conversation_leave");
    state.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.poll(() => told(desk).at(-1)).toContain("conversation_attend");
  });
});
