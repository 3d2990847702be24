import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ApplicationSave } from "$lib/bindings/ApplicationSave";
import type { ApplicationView } from "$lib/bindings/ApplicationView";
import type { Desk } from "$lib/desk";
import { FakeDesk } from "$lib/desk.fake";
import type { ErrorCode } from "$lib/errors";
import { AGAIN, Filling, fillingOf } from "./filling.svelte";

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

async function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  desk.applications.begin(Date.now());
  const filling = new Filling(desk, "application-half");
  await filling.read();
  const saves = () =>
    desk.calls
      .filter(({ name }) => name === "application_save")
      .map(({ request }) => request as ApplicationSave);
  return { desk, filling, saves };
}

/** A desk whose answers come when the test says so. */
function slow(desk: FakeDesk) {
  const waiting: (() => void)[] = [];
  const call = desk.call.bind(desk);
  const held: Desk["call"] = async (name, request) => {
    const answer = await call(name, request);
    if (name !== "overview") await new Promise<void>((done) => waiting.push(done));
    return answer;
  };
  vi.spyOn(desk, "call").mockImplementation(held);
  return waiting;
}

describe("filling an application in", () => {
  it("saves within a second while one types without a pause, and only what was changed", async () => {
    const { filling, saves } = await open();
    let text = "";
    for (let n = 0; n < 30; n += 1) {
      text += "x";
      filling.write("use_other", text);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves().length).toBeGreaterThan(3);
    expect(saves().flatMap((one) => one.changes.map(({ field }) => field))).toEqual(
      saves().map(() => "use_other"),
    );
    expect(saves().at(-1)?.changes).toEqual([{ field: "use_other", value: text }]);
    expect(saves().every((one) => one.samples === null)).toBe(true);
    expect(filling.keeping).toBe("saved");
  });

  it("saves nothing where nothing was typed", async () => {
    const { filling, saves } = await open();
    await filling.flush();
    expect(saves()).toEqual([]);
    expect(filling.keeping).toBe("untouched");
  });

  it("keeps what is typed while an older answer arrives", async () => {
    const { desk, filling } = await open();
    const waiting = slow(desk);
    filling.write("website", "https://north");
    const saving = filling.flush();
    await vi.advanceTimersByTimeAsync(0);
    filling.write("website", "https://northwind.example");
    waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(filling.texts.website).toBe("https://northwind.example");
    while (waiting.length > 0) {
      waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    }
    await saving;
    const view = filling.view?.fields.find(({ field }) => field === "website");
    expect(view?.value).toBe("https://northwind.example");
  });

  it("does not take over what was read before a save", async () => {
    const { desk, filling } = await open();
    const waiting = slow(desk);
    const reading = filling.read();
    await vi.advanceTimersByTimeAsync(0);
    filling.write("brand", "Northwind Ltd");
    const saving = filling.flush();
    await vi.advanceTimersByTimeAsync(0);
    const [answerRead, answerSave] = waiting;
    answerSave?.();
    await saving;
    answerRead?.();
    await reading;
    expect(filling.texts.brand).toBe("Northwind Ltd");
    expect(filling.view?.fields[0]?.value).toBe("Northwind Ltd");
  });

  it("shows what was changed elsewhere, except where something is unsaved", async () => {
    const { desk, filling } = await open();
    filling.write("brand", "Mine");
    desk.refusals.set("application_save", { code: "disk_full" });
    await filling.flush();
    desk.refusals.clear();
    await desk.call("application_save", {
      application: "application-half",
      changes: [
        { field: "brand", value: "Theirs" },
        { field: "contact_role", value: "Head of care" },
      ],
      samples: null,
    });
    await filling.read();
    expect(filling.texts).toMatchObject({ brand: "Mine", contact_role: "Head of care" });
  });

  it("leaves the writer's text as it is where the desk tidies what it keeps", async () => {
    const { desk, filling } = await open();
    const call = desk.call.bind(desk);
    const tidy: Desk["call"] = async (name, request) => {
      const answer = await call(name, request);
      if (name !== "application_save") return answer;
      const view = answer as ApplicationView;
      for (const field of view.fields) field.value = field.value.trim();
      return answer;
    };
    vi.spyOn(desk, "call").mockImplementation(tidy);
    filling.write("use_other", "Half a sentence ");
    await filling.flush();
    expect(filling.texts.use_other).toBe("Half a sentence ");
  });

  it("loses nothing when saving fails, says so, and tries again by itself", async () => {
    const { desk, filling, saves } = await open();
    desk.refusals.set("application_save", { code: "disk_full" });
    filling.write("volume", "4,000 a month");
    await filling.flush();
    expect([filling.keeping, filling.error?.code]).toEqual(["failed", "disk_full"]);
    filling.write("markets", "Spain");
    desk.refusals.clear();
    await vi.advanceTimersByTimeAsync(AGAIN);
    expect(filling.keeping).toBe("saved");
    expect(filling.unsaved).toBe(false);
    const kept = saves().at(-1)?.changes;
    expect(kept).toEqual(
      expect.arrayContaining([
        { field: "volume", value: "4,000 a month" },
        { field: "markets", value: "Spain" },
      ]),
    );
  });

  it("sets a refused field aside, saves the others, and asks again when it is shortened", async () => {
    const { filling, saves } = await open();
    const long = "x".repeat(5_001);
    filling.write("use_care", long);
    filling.write("markets", "Spain");
    await filling.flush();
    expect(filling.refused.use_care?.code).toBe("application_field_too_long");
    expect(filling.texts.use_care).toBe(long);
    expect(saves().at(-1)?.changes).toEqual([{ field: "markets", value: "Spain" }]);
    await expect(filling.settle()).rejects.toEqual({
      code: "application_field_too_long",
      field: "use_care",
    } satisfies ErrorCode);
    filling.write("use_care", "Short enough.");
    await filling.settle();
    expect([filling.keeping, filling.unsaved]).toEqual(["saved", false]);
  });

  it("is found as it was left, with what could not be saved", async () => {
    const { desk } = await open();
    const one = fillingOf(desk, "application-half");
    desk.refusals.set("application_save", { code: "disk_full" });
    one.write("volume", "Precious");
    await one.flush();
    expect(fillingOf(desk, "application-half").texts.volume).toBe("Precious");
    expect(fillingOf(desk, "application-whole").texts.volume).toBeUndefined();
  });
});
