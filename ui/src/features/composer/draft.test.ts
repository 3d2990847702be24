import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftSaved } from "$lib/bindings/DraftSaved";
import { AGAIN, DraftKeeper, type Draft } from "./draft.svelte";

const draft = (text: string): Draft => ({ text, picture: null, persona: null });

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function keeper() {
  const saves: { text: string; at: number }[] = [];
  const save = vi.fn(async ({ text }: Draft): Promise<DraftSaved> => {
    saves.push({ text, at: Date.now() });
    return { at: Date.now(), picture: "kept", other: null };
  });
  return { keeper: new DraftKeeper(save), save, saves };
}

describe("a draft", () => {
  it("is saved at most 400 ms after typing pauses", async () => {
    const { keeper: kept, saves } = keeper();
    kept.changed(draft("Hello"));
    await vi.advanceTimersByTimeAsync(400);
    expect(saves.map((one) => one.text)).toEqual(["Hello"]);
    expect(kept.keeping).toBe("saved");
  });

  it.each([20, 90, 170, 340])(
    "never lets a keystroke wait over 800 ms while one types every %i ms",
    async (every) => {
      const { keeper: kept, saves } = keeper();
      const typed: { text: string; at: number }[] = [];
      let text = "";
      for (let n = 0; n < 200; n += 1) {
        text += "x";
        typed.push({ text, at: Date.now() });
        kept.changed(draft(text));
        await vi.advanceTimersByTimeAsync(every);
      }
      await vi.advanceTimersByTimeAsync(800);
      for (const key of typed) {
        const held = saves.find((one) => one.text.length >= key.text.length);
        expect(held && held.at - key.at).toBeLessThanOrEqual(800);
      }
    },
  );

  it("is saved at once when asked, for a switch or a send", async () => {
    const { keeper: kept, saves } = keeper();
    kept.changed(draft("Half a sent"));
    await kept.flush();
    expect(saves.map((one) => one.text)).toEqual(["Half a sent"]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(saves).toHaveLength(1);
  });

  it("does not save what did not change", async () => {
    const { keeper: kept, save } = keeper();
    await kept.flush();
    expect(save).not.toHaveBeenCalled();
  });

  it("is saved one after the other, the newest last", async () => {
    const order: string[] = [];
    const finish: (() => void)[] = [];
    const kept = new DraftKeeper(({ text }) => {
      order.push(text);
      return new Promise((resolve) =>
        finish.push(() => resolve({ at: Date.now(), picture: "kept", other: null })),
      );
    });
    kept.changed(draft("a"));
    const flushed = kept.flush();
    kept.changed(draft("ab"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(order).toEqual(["a"]);
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(["a", "ab"]);
    expect(kept.keeping).toBe("unsaved");
    finish[1]?.();
    await flushed;
    expect(kept.keeping).toBe("saved");
  });

  it("is kept and tried again by itself when saving fails", async () => {
    const { keeper: kept, save, saves } = keeper();
    save.mockRejectedValueOnce({ code: "disk_full" });
    kept.changed(draft("Precious"));
    await kept.flush();
    expect(kept.keeping).toBe("failed");
    expect(kept.error).toEqual({ code: "disk_full" });
    await vi.advanceTimersByTimeAsync(AGAIN);
    expect(saves.map((one) => one.text)).toEqual(["Precious"]);
    expect(kept.keeping).toBe("saved");
    expect(kept.error).toBeUndefined();
  });

  it("that failed gives way to what was typed since", async () => {
    const { keeper: kept, save, saves } = keeper();
    save.mockRejectedValueOnce({ code: "disk_full" });
    kept.changed(draft("old"));
    await kept.flush();
    kept.changed(draft("old and new"));
    await kept.flush();
    expect(saves.map((one) => one.text)).toEqual(["old and new"]);
  });
});
