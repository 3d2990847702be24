import { describe, expect, it } from "vitest";
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import { threadRows } from "./rows";

const said = (at: Date): ThreadItem => ({
  item: "incoming",
  id: `${at.getTime()}`,
  text: "Hello",
  links: [],
  attachment: null,
  picture: null,
  at: at.getTime(),
});
const kinds = (...at: Date[]) => threadRows(at.map(said)).map((row) => row.row);

describe("the rows of a thread", () => {
  it("name a day once, before its first message", () => {
    const morning = new Date(2026, 2, 28, 0, 0, 0, 0);
    const evening = new Date(2026, 2, 28, 23, 59, 59, 999);
    expect(kinds(morning, evening)).toEqual(["day", "item", "item"]);
  });

  it("name the next day from its midnight on, however long the day before was", () => {
    for (const day of [27, 28, 29]) {
      const evening = new Date(2026, 2, day, 23, 59, 59, 999);
      const midnight = new Date(2026, 2, day + 1);
      expect(kinds(evening, midnight)).toEqual(["day", "item", "day", "item"]);
    }
  });

  it("name a day anew where a message of another day stands in between", () => {
    const [first, second] = [new Date(2026, 9, 24, 12), new Date(2026, 9, 25, 12)];
    expect(kinds(first, second, first)).toEqual(["day", "item", "day", "item", "day", "item"]);
  });
});
