import { describe, expect, it } from "vitest";
import { EntryWriting, meant, written } from "./entry.svelte";

const NOW = new Date(2026, 10, 23, 9, 5).getTime();

describe("an entry of the diary", () => {
  it("writes a moment as a person at this machine reads it, and reads it back", () => {
    expect(written(NOW)).toBe("2026-11-23T09:05");
    expect(meant(written(NOW))).toBe(NOW);
    expect(meant("")).toBeUndefined();
  });

  it("refuses a reminder that would already be over", () => {
    const entry = new EntryWriting();
    entry.remind = written(NOW);
    expect(entry.problem(NOW)).toBe("reminder");
    entry.remind = written(NOW + 60_000);
    expect(entry.problem(NOW)).toBeUndefined();
  });

  it("leaves the moment to the desk where nobody chose one", () => {
    const entry = new EntryWriting();
    entry.place = " X’s form ";
    expect(entry.asked("a")).toMatchObject({ at: null, place: "X’s form", remind_at: null });
  });

  it("keeps the case number for the next entry", () => {
    const entry = new EntryWriting();
    entry.caseNumber = "CP-20418";
    entry.note = "Handed in.";
    entry.clear();
    expect([entry.caseNumber, entry.note, entry.what]).toEqual(["CP-20418", "", "noted"]);
  });
});
