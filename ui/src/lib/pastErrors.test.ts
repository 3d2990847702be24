import { describe, expect, it } from "vitest";
import { FakeDesk } from "./desk.fake";
import { KEPT, PastErrors, remembering } from "./pastErrors.svelte";

describe("past problems", () => {
  it("keeps what a call was refused with, and still refuses", async () => {
    const [fake, past] = [new FakeDesk(), new PastErrors()];
    fake.refusals.set("inbox_sync", { code: "offline" });
    const desk = remembering(fake, past);
    await expect(desk.call("inbox_sync", { account: null })).rejects.toEqual({ code: "offline" });
    expect(past.all).toHaveLength(1);
    expect(past.all[0]).toMatchObject({ where: "Reading messages", code: "offline", times: 1 });
    expect(past.all[0]?.sentence).toContain("There is no connection to the network.");
  });

  it("keeps nothing where all went well, and passes everything else on", async () => {
    const [fake, past] = [new FakeDesk({ operator: "Ana" }), new PastErrors()];
    const desk = remembering(fake, past);
    expect((await desk.call("overview", {})).operator?.name).toBe("Ana");
    expect(desk.pictureUrl("portrait/ana")).toBe(fake.pictureUrl("portrait/ana"));
    expect(past.all).toEqual([]);
  });

  it("counts the same one in a row", () => {
    const past = new PastErrors();
    for (const at of [1, 2, 3]) past.add("Draft", { code: "disk_full" }, at);
    past.add("Draft", { code: "offline" }, 4);
    past.add("Draft", { code: "disk_full" }, 5);
    expect(past.all.map(({ at, times }) => [at, times])).toEqual([
      [5, 1],
      [4, 1],
      [3, 3],
    ]);
  });

  it("forgets the oldest above two hundred", () => {
    const past = new PastErrors();
    for (let at = 0; at < KEPT + 50; at += 1) past.add(`${at}`, { code: "offline" }, at);
    expect(past.all).toHaveLength(KEPT);
    expect(past.all.at(-1)?.where).toBe("50");
  });
});
