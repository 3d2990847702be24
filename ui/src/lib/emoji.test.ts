import { describe, expect, it } from "vitest";
import { allEmoji, emojiWith } from "./emoji";
import { LANGUAGES, languageName } from "./languages";

describe("emoji", () => {
  it("are found by name and tag", async () => {
    const all = await allEmoji();
    expect(all.length).toBeGreaterThan(1_500);
    expect(emojiWith(all, "grinning").map(({ emoji }) => emoji)).toContain("😀");
    expect(emojiWith(all, "cheerful grin").map(({ emoji }) => emoji)).toContain("😀");
    expect(emojiWith(all, "  ")).toHaveLength(all.length);
    expect(emojiWith(all, "zzzz")).toEqual([]);
  });
});

describe("languages", () => {
  it("have a name each", () => {
    const names = LANGUAGES.map(languageName);
    expect(new Set(names).size).toBe(LANGUAGES.length);
    expect(languageName("de")).toBe("German");
    expect(languageName("not a tag")).toBe("not a tag");
  });
});
