import { describe, expect, it } from "vitest";
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import { FakeDesk } from "$lib/desk.fake";
import { Pages } from "./pages.svelte";
import { threadRows } from "./rows";

const said = (number: number): ThreadItem => ({
  item: "incoming",
  id: `${number}`,
  text: `${number}`,
  links: [],
  attachment: null,
  picture: null,
  at: number * 1000,
});
const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => said(from + index));
const pages = () => new Pages(new FakeDesk(), { account: "a", customer: "7005" });

describe("the parts of a conversation", () => {
  it("keeps earlier messages when newer ones push the newest part on", () => {
    const read = pages();
    read.take({ items: some(0, 10), earlier: null, unread_spans: [] });
    read.take({ items: some(5, 12), earlier: "5", unread_spans: [] });
    expect(read.items).toEqual(some(0, 12));
    expect(read.earlier).toBeNull();
  });

  it("starts anew where the newest part no longer touches what was read", () => {
    const read = pages();
    read.take({ items: some(0, 10), earlier: null, unread_spans: [] });
    read.take({ items: some(50, 60), earlier: "50", unread_spans: [] });
    expect(read.items).toEqual(some(50, 60));
    expect(read.earlier).toBe("50");
  });
});

describe("a span that was not read", () => {
  it("stands where its messages would stand", () => {
    const span = { from: 3000, to: 5000, reach: "beyond" as const };
    const rows = threadRows(some(2, 8), null, [span]).filter((row) => row.row !== "day");
    expect(rows.map((row) => (row.row === "item" ? row.item.id : row.row))).toEqual([
      "2",
      "3",
      "4",
      "unread",
      "5",
      "6",
      "7",
    ]);
  });

  it("that lies before what is shown waits for the earlier messages", () => {
    const span = { from: 0, to: 1000, reach: "open" as const };
    expect(threadRows(some(2, 8), "2", [span]).some((row) => row.row === "unread")).toBe(false);
  });
});
