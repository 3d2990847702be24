import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { toast } from "$lib/toast.svelte";
import { undoLine } from "$lib/undo.svelte";
import { Archiving } from "./archiving.svelte";

describe("putting a persona away", () => {
  it("can be taken back", async () => {
    const desk = new FakeDesk();
    await new Archiving(desk, () => {}).archive(desk.roster.find("olu"));
    expect(desk.roster.find("olu").archived_at).not.toBeNull();
    undoLine.take();
    await expect.poll(() => desk.roster.find("olu").archived_at).toBeNull();
    expect(toast.text).toBe("");
  });

  it("says over the view where taking it back failed", async () => {
    const desk = new FakeDesk();
    await new Archiving(desk, () => {}).archive(desk.roster.find("olu"));
    desk.refusals.set("persona_restore", { code: "disk_full" });
    undoLine.take();
    await expect.poll(() => toast.text).toContain("The disk is full");
    toast.close();
  });
});
