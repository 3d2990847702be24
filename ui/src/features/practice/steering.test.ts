import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { Steering } from "./steering.svelte";

const TROUBLE = { code: "practice_trouble", detail: "the clock only moves forward" } as const;

function steered(desk = new FakeDesk()) {
  let looks = 0;
  const steering = new Steering(desk, async () => void (looks += 1));
  return { desk, steering, looks: () => looks };
}

describe("steering the practice network", () => {
  it("looks again after what was done", async () => {
    const { desk, steering, looks } = steered();
    const done = await steering.act("outage", "practice_outage", { outage: "cut_before" });
    expect(done).toBe("done");
    expect(desk.practice.is.outage).toBe("cut_before");
    expect(looks()).toBe(1);
    expect(steering.busy).toBeNull();
  });

  it("says what went wrong in its own place, until the next act", async () => {
    const { desk, steering, looks } = steered();
    desk.refusals.set("practice_clock", TROUBLE);
    expect(await steering.act("clock", "practice_clock", { by: -1 })).toBe("failed");
    expect(steering.error("clock")).toEqual(TROUBLE);
    expect(steering.error("outage")).toBeUndefined();
    expect(looks()).toBe(0);
    desk.refusals.delete("practice_clock");
    await steering.act("clock", "practice_clock", { by: 1 });
    expect(steering.error("clock")).toBeUndefined();
  });

  it("does one thing at a time", async () => {
    const { desk, steering } = steered();
    const first = steering.act("clock", "practice_clock", { by: 1 });
    expect(await steering.act("clock", "practice_clock", { by: 1 })).toBe("failed");
    await first;
    expect(desk.calls.filter(({ name }) => name === "practice_clock")).toHaveLength(1);
  });
});
