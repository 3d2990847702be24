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

describe("looking for a message", () => {
  const LONG = 300;
  const talk = (count = LONG) => ({
    customer: { id: "7005", handle: null, name: "Sam", picture: null },
    items: some(0, count),
    read: true,
    speaker: null,
  });
  const newest = (items: ThreadItem[]) => ({
    items: items.slice(-50),
    earlier: items[items.length - 50]?.id ?? null,
    unread_spans: [],
  });
  const ids = (read: Pages) => read.items.map((item) => item.id);
  const reply = { item: "reply", id: "r1" } as ThreadItem;

  function opened() {
    const desk = new FakeDesk({ talks: [talk()] });
    const read = new Pages(desk, { account: "a", customer: "7005" });
    read.take(newest(some(0, LONG)));
    return { desk, read };
  }

  it("shows the part around it, however long ago it was", async () => {
    const { read } = opened();
    await read.seek("20");
    expect(read.sought).toEqual({ id: "20" });
    expect(ids(read)).toEqual(some(0, 45).map((item) => item.id));
    expect([read.earlier, read.later]).toEqual([null, "44"]);
  });

  it("asks for nothing where it is shown already", async () => {
    const { desk, read } = opened();
    await read.seek("280");
    await read.seek("280");
    expect(desk.calls).toEqual([]);
    expect(read.later).toBeNull();
  });

  it("stays with the older part when something new arrives, and grows to the newest", async () => {
    const { read } = opened();
    await read.seek("200");
    read.take(newest(some(0, LONG)));
    expect(ids(read).at(-1)).toBe("224");
    while (read.later !== null) await read.onward();
    expect(ids(read)).toEqual(some(175, LONG).map((item) => item.id));
    await read.more();
    expect(ids(read)[0]).toBe("125");
  });

  it("shows what somebody answers meanwhile", async () => {
    const { read } = opened();
    await read.seek("20");
    const { items, ...rest } = newest(some(0, LONG));
    read.take({ ...rest, items: [...items, reply] });
    expect(read.later).toBeNull();
    expect(ids(read).at(-1)).toBe("r1");
  });

  it("goes back to the newest when asked", async () => {
    const { read } = opened();
    await read.seek("20");
    read.toNewest();
    expect(ids(read)).toEqual(some(250, LONG).map((item) => item.id));
    expect([read.earlier, read.later]).toEqual(["250", null]);
  });

  it("is begun before the newest part is there", async () => {
    const desk = new FakeDesk({ talks: [talk()] });
    const read = new Pages(desk, { account: "a", customer: "7005" });
    const sought = read.seek("20");
    read.take(newest(some(0, LONG)));
    expect(read.items).toEqual([]);
    await sought;
    expect(ids(read)).toContain("20");
  });

  it("shows the newest part where the message is gone", async () => {
    const { read } = opened();
    await expect(read.seek("nowhere")).rejects.toEqual({ code: "unknown_message" });
    expect(ids(read).at(-1)).toBe("299");
    expect(read.sought).toBeUndefined();
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
