import Unopened from "./Unopened.svelte";
import { FakeDesk } from "$lib/desk.fake";
import type { ErrorCode } from "$lib/errors";
import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { draw } from "$test/draw";

const DAMAGED = {
  code: "store_damaged",
  kept_at: "/home/ana/byline/byline.db",
  backup: "byline-20261123T081500Z.sqlite",
  made_at: Date.UTC(2026, 10, 23, 8, 15),
  conversations: 3,
  messages: 40,
} satisfies ErrorCode;

describe("a data folder that was not opened", () => {
  it("says what the newest backup holds, goes back to it and starts anew", async () => {
    const desk = new FakeDesk();
    draw(desk, Unopened, { error: DAMAGED });
    expect(screen.getByTestId("unopened").textContent).toContain("40 messages");
    await fireEvent.click(screen.getByTestId("rescue"));
    await expect.poll(() => desk.window.acts).toEqual(["restart"]);
    expect(desk.window.rescued).toEqual([DAMAGED.backup]);
  });

  it("says why the backup could not take its place, and lets one try again", async () => {
    const desk = new FakeDesk();
    desk.window.rescueRefusal = { code: "disk_full" };
    draw(desk, Unopened, { error: DAMAGED });
    await fireEvent.click(screen.getByTestId("rescue"));
    await screen.findByTestId("rescue-failed");
    expect(desk.window.acts).toEqual([]);
    expect(screen.getByTestId("rescue").hasAttribute("disabled")).toBe(false);
  });

  it("offers nothing where there is no good backup", () => {
    draw(new FakeDesk(), Unopened, { error: { ...DAMAGED, backup: "", made_at: null } });
    expect(screen.queryByTestId("rescue")).toBeNull();
  });
});
