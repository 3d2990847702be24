import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OFFERED, UndoLine } from "./undo.svelte";

describe("the undo line", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("stands for ten seconds", () => {
    const line = new UndoLine();
    line.show({ text: "Archived.", undo: () => {} });
    vi.advanceTimersByTime(OFFERED - 1);
    expect(line.offer?.text).toBe("Archived.");
    vi.advanceTimersByTime(1);
    expect(line.offer).toBeUndefined();
  });

  it("stands still while somebody is at it, and then has its rest", () => {
    const line = new UndoLine();
    line.show({ text: "Archived.", undo: () => {} });
    vi.advanceTimersByTime(6_000);
    line.pause();
    vi.advanceTimersByTime(60_000);
    expect(line.offer).toBeDefined();
    line.resume();
    vi.advanceTimersByTime(3_999);
    expect(line.offer).toBeDefined();
    vi.advanceTimersByTime(1);
    expect(line.offer).toBeUndefined();
  });

  it("takes back once", () => {
    const undo = vi.fn();
    const line = new UndoLine();
    line.show({ text: "Archived.", undo });
    line.take();
    line.take();
    expect(undo).toHaveBeenCalledOnce();
  });

  it("gives a newer offer its whole time", () => {
    const line = new UndoLine();
    line.show({ text: "First.", undo: () => {} });
    vi.advanceTimersByTime(9_000);
    line.show({ text: "Second.", undo: () => {} });
    vi.advanceTimersByTime(9_000);
    expect(line.offer?.text).toBe("Second.");
  });
});
