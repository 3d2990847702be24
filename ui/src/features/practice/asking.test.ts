import { describe, expect, it } from "vitest";
import { DAY, fieldOf, HOUR, keptName, momentOf, parts, whole } from "./asking";

describe("what is written into the panel's fields", () => {
  it.each([
    ["7", 7],
    [" 40 ", 40],
    ["0", undefined],
    ["1001", undefined],
    ["-3", undefined],
    ["1.5", undefined],
    ["", undefined],
    ["9999999999", undefined],
  ])("reads %j as a whole number from 1 to 1000", (text, number) => {
    expect(whole(text, 1, 1000)).toBe(number);
  });

  it.each(["before the show", "Probe_2", "練習"])("lets a state be called %s", (name) => {
    expect(keptName(` ${name} `)).toBe(name);
  });

  it.each(["", "../x", "a/b", "-x", "x".repeat(61)])("lets no state be called %j", (name) => {
    expect(keptName(name)).toBeUndefined();
  });

  it("reads a moment back to the minute", () => {
    const at = new Date(2026, 10, 22, 9, 16).getTime();
    expect(fieldOf(at)).toBe("2026-11-22T09:16");
    expect(momentOf(fieldOf(at))).toBe(at);
    expect(momentOf("")).toBeUndefined();
  });

  it("takes a span apart", () => {
    expect(parts(DAY + 2 * HOUR + 60_000)).toEqual({ days: 1, hours: 2, minutes: 1 });
  });
});
