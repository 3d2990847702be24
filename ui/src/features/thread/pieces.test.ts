import { describe, expect, it } from "vitest";
import { folded, pieces } from "./pieces";

describe("a text with links", () => {
  const target = { to: "nowhere", why: "not_secure" } as const;

  it("is cut where the desk found them, counted as it counts", () => {
    const text = "😱 http://a.example and more";
    expect(pieces(text, [{ start: 3, end: 19, target }])).toEqual([
      { text: "😱 ", target: null },
      { text: "http://a.example", target },
      { text: " and more", target: null },
    ]);
  });

  it("is one piece without any", () => {
    expect(pieces("Hello", [])).toEqual([{ text: "Hello", target: null }]);
    expect(pieces("", [])).toEqual([]);
  });
});

describe("a long address", () => {
  it("loses nothing where its middle is not seen", () => {
    const rest = `/${"a".repeat(60)}/${"b".repeat(60)}`;
    const { head, middle, tail } = folded(rest);
    expect(head + middle + tail).toBe(rest);
    expect(middle.length).toBeGreaterThan(0);
    expect(folded("/short")).toEqual({ head: "/short", middle: "", tail: "" });
  });
});
