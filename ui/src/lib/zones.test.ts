import { describe, expect, it } from "vitest";
import { findZones, inOneHour, momentOf, offset, tomorrowAtNine, wallTime } from "./zones";

const at = (text: string) => Date.parse(text);

describe("a wall clock in a zone", () => {
  it("means a moment, also where the day is another one", () => {
    expect(momentOf({ date: "2026-11-24", time: "09:00" }, "Europe/Helsinki")).toBe(
      at("2026-11-24T07:00:00Z"),
    );
    expect(momentOf({ date: "2026-11-24", time: "01:30" }, "Asia/Kolkata")).toBe(
      at("2026-11-23T20:00:00Z"),
    );
    expect(wallTime(at("2026-11-23T20:00:00Z"), "Asia/Kolkata")).toEqual({
      date: "2026-11-24",
      time: "01:30",
    });
  });

  it("means the first of the two where clocks are put back", () => {
    expect(momentOf({ date: "2026-10-25", time: "03:30" }, "Europe/Helsinki")).toBe(
      at("2026-10-25T00:30:00Z"),
    );
  });

  it("means nothing where clocks are put forward over it, or where it is no time", () => {
    expect(momentOf({ date: "2026-03-29", time: "03:30" }, "Europe/Helsinki")).toBeNull();
    expect(momentOf({ date: "2026-02-30", time: "09:00" }, "UTC")).toBeNull();
    expect(momentOf({ date: "", time: "09:00" }, "UTC")).toBeNull();
  });

  it("is ahead of UTC by what holds on that day", () => {
    expect(offset(at("2026-07-01T00:00:00Z"), "Europe/Helsinki")).toBe(3 * 3_600_000);
    expect(offset(at("2026-12-01T00:00:00Z"), "Europe/Helsinki")).toBe(2 * 3_600_000);
  });
});

describe("what is offered", () => {
  it("is an hour from now by whole minutes, and nine o'clock on the zone's next day", () => {
    expect(inOneHour(at("2026-11-23T08:00:01Z"))).toBe(at("2026-11-23T09:01:00Z"));
    expect(tomorrowAtNine(at("2026-11-23T20:00:00Z"), "Asia/Kolkata")).toBe(
      at("2026-11-25T03:30:00Z"),
    );
  });

  it("finds zones by every word of a name", () => {
    const all = ["America/New_York", "Asia/Tokyo", "Europe/Helsinki"];
    expect(findZones(all, "new york")).toEqual(["America/New_York"]);
    expect(findZones(all, "TOK")).toEqual(["Asia/Tokyo"]);
    expect(findZones(all, "")).toEqual(all);
    expect(findZones(all, "mars")).toEqual([]);
  });
});
