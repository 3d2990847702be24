import { describe, expect, it } from "vitest";
import { behindWords } from "./behind";

const HOUR = 3_600_000;
const now = new Date(2026, 10, 23, 12).getTime();
const behind = { from: now - 3 * HOUR, to: now - HOUR, messages: 1200 };

describe("an inbox that is behind", () => {
  it("says how much, since when, and until when", () => {
    const words = behindWords({ ...behind, catches_up: { when: "by", at: now + HOUR } }, now);
    expect(words).toContain("About 1,200 messages from 09:00 to 11:00");
    expect(words).toContain("by about 13:00");
  });

  it("promises nothing where nothing can be promised", () => {
    const open = { ...behind, messages: null };
    const unknown = behindWords({ ...open, catches_up: { when: "unknown" } }, now);
    expect(unknown).toMatch(/^Messages from 09:00 to 11:00 are not read yet\./u);
    const late = behindWords({ ...open, catches_up: { when: "not_at_this_rate" } }, now);
    expect(late).toContain("More comes than X lets Byline read");
  });
});
