import { describe, expect, it } from "vitest";
import type { ReplyState } from "./bindings/ReplyState";
import { leavesWord, saysItsTime } from "./leaves";
import { actsOf } from "./replyActs";

const MINUTE = 60_000;
const NOW = new Date(2026, 10, 23, 9, 0).getTime();

describe("when a reply leaves", () => {
  it("is said from now on and by the clock, or what it waits for", () => {
    const word = (leaves: Parameters<typeof leavesWord>[0]) => leavesWord(leaves, NOW);
    expect(word({ leaves: "now" })).toBe("leaves now");
    expect(word({ leaves: "at", at: NOW + 9_000 })).toBe(
      "leaves in less than a minute, about 09:00",
    );
    expect(word({ leaves: "at", at: NOW + 5 * MINUTE })).toBe("leaves in 5 min, about 09:05");
    expect(word({ leaves: "at", at: NOW + 180 * MINUTE })).toBe("leaves in 3 h, about 12:00");
    expect(word({ leaves: "at", at: NOW + 3 * 1440 * MINUTE })).toContain("leaves in 3 d");
    expect(word({ leaves: "when_decided" })).toBe("leaves when you have decided");
    expect(word({ leaves: "behind_decision" })).toBe("waits behind one that needs you");
    expect(word({ leaves: "when_resumed" })).toBe("leaves when somebody resumes");
    expect(word({ leaves: "unknown" })).toBe("not foreseeable within today’s budget");
    expect(word(null)).toBe("");
  });

  it("is left to the state that says it already", () => {
    const state: ReplyState = { state: "held", until: NOW };
    expect(saysItsTime({ state, leaves: { leaves: "at", at: NOW + 3_000 } })).toBe(true);
    expect(saysItsTime({ state, leaves: { leaves: "at", at: NOW + 2 * MINUTE } })).toBe(false);
    expect(saysItsTime({ state, leaves: { leaves: "when_resumed" } })).toBe(false);
  });
});

describe("what can be done about a reply", () => {
  const acts = (state: ReplyState, looking: "yes" | "no" | "ask" = "no", skip = true) =>
    actsOf({ state, may_be_skipped: skip }, looking);

  it("is undoing or sending while it is held, and changing its time while it is scheduled", () => {
    expect(acts({ state: "held", until: 0 })).toEqual(["undo", "send_now"]);
    expect(acts({ state: "scheduled", at: 0, zone: "UTC" })).toEqual([
      "change_time",
      "edit",
      "cancel",
    ]);
  });

  it("is trying again, editing, letting others first and discarding where it blocks them", () => {
    const said = { status: 403, code: 349, text: "No." };
    expect(acts({ state: "failed", said })).toEqual(["try_again", "edit", "skip", "discard"]);
    expect(acts({ state: "returned_old" }, "no", false)).toEqual(["try_again", "edit", "discard"]);
  });

  it("begins with reading where the conversation went on out of sight", () => {
    expect(acts({ state: "returned_stale" }, "no")[0]).toBe("look");
    expect(acts({ state: "returned_stale" }, "ask")[0]).toBe("send_unread");
    expect(acts({ state: "returned_stale" }, "yes")[0]).toBe("send_all_the_same");
  });
});
