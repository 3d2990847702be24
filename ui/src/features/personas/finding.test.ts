import { describe, expect, it } from "vitest";
import { crowd } from "$lib/fake/personas";
import { EVERYBODY, found, tagsOf } from "./finding";
import { gridStep } from "./grid";
import { languageName, languageTag } from "./languages";

const all = crowd();
const lines = (text: string) => found(all, { ...EVERYBODY, text }).map((one) => one.look.line);

describe("finding one of two hundred personas", () => {
  it("goes by line, without minding accents and capitals", () => {
    expect(all).toHaveLength(200);
    expect(lines("chloe martin")).toEqual(["Chloé Martin, Retours"]);
    expect(lines("サポート")).toEqual(["Jun Sato, サポート"]);
  });

  it("goes by tag, by language and by kind too", () => {
    expect(lines("ana spanish")).toContain("Ana Ruiz, Care Team");
    expect(lines("takeover")).toEqual(["Lena Fox ⭐ guest"]);
    expect(lines("automated")).toEqual(["Northwind Bot · automated"]);
  });

  it("leaves out what does not fit every word", () => {
    expect(lines("ana japanese")).not.toContain("Ana Ruiz, Care Team");
    expect(lines("nobody at all")).toEqual([]);
  });

  it("keeps archived ones on their own shelf", () => {
    const archived = found(all, { ...EVERYBODY, shelf: "archived" });
    expect(archived.length).toBeGreaterThan(0);
    expect(found(all, EVERYBODY)).toHaveLength(200 - archived.length);
  });

  it("filters by kind and by tag", () => {
    expect(found(all, { ...EVERYBODY, kind: "guest" })).toHaveLength(1);
    const care = found(all, { ...EVERYBODY, tag: "care" });
    expect(care.every((one) => one.details.tags.includes("Care"))).toBe(true);
    expect(tagsOf(all)).toContain("Night shift");
  });
});

describe("a grid of cards", () => {
  const step = (key: string, at: number, direction: "ltr" | "rtl" = "ltr") =>
    gridStep(new KeyboardEvent("keydown", { key }), at, 8, 3, direction);

  it("is walked by row and column", () => {
    expect(step("ArrowRight", 0)).toBe(1);
    expect(step("ArrowDown", 1)).toBe(4);
    expect(step("ArrowUp", 4)).toBe(1);
    expect(step("Home", 5)).toBe(0);
    expect(step("End", 0)).toBe(7);
  });

  it("ends at its edges, and comes down to the last card of a short row", () => {
    expect(step("ArrowUp", 1)).toBe(1);
    expect(step("ArrowDown", 5)).toBe(7);
    expect(step("ArrowDown", 7)).toBe(7);
  });

  it("is mirrored where one reads from the right", () => {
    expect(step("ArrowLeft", 0, "rtl")).toBe(1);
  });
});

describe("a language", () => {
  it("is understood by tag and by name, and refused where nobody speaks it", () => {
    expect(languageTag("pt-br")).toBe("pt-BR");
    expect(languageTag("Spanish")).toBe("es");
    expect(languageTag("not a language")).toBeUndefined();
    expect(languageTag("qqqqqqqqq")).toBeUndefined();
    expect(languageName("pt-BR")).toContain("Portuguese");
  });
});
