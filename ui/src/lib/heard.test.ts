import { beforeEach, expect, test, vi } from "vitest";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

/** Answers the question that is under way. */
let answer: (told: unknown[]) => void;
let fail: (thrown: unknown) => void;

beforeEach(() => {
  vi.resetModules();
  invoke.mockReset();
  invoke.mockImplementation(
    () =>
      new Promise((resolve, reject) => {
        answer = resolve;
        fail = reject;
      }),
  );
});

/** The module anew: it asks once for the whole page. */
const fresh = async () => (await import("./heard")).heard;

test("every listener hears its kind, with what it is about, and one question is under way", async () => {
  const heard = await fresh();
  const [changed, also, dropped] = [vi.fn(), vi.fn(), vi.fn()];
  heard("changed", changed);
  heard("changed", also);
  heard("dropped", dropped);
  expect(invoke).toHaveBeenCalledTimes(1);
  answer([
    { told: "changed", about: "inbox" },
    { told: "changed", about: "outbox" },
  ]);
  await vi.waitFor(() => expect(invoke).toHaveBeenCalledTimes(2));
  expect(changed.mock.calls).toEqual([["inbox"], ["outbox"]]);
  expect(also).toHaveBeenCalledTimes(2);
  expect(dropped).not.toHaveBeenCalled();
  answer([{ told: "dropped" }]);
  await vi.waitFor(() => expect(dropped).toHaveBeenCalledTimes(1));
});

test("who stopped hears no more", async () => {
  const heard = await fresh();
  const listener = vi.fn();
  heard("changed", listener)();
  answer([{ told: "changed", about: "inbox" }]);
  await vi.waitFor(() => expect(invoke).toHaveBeenCalledTimes(2));
  expect(listener).not.toHaveBeenCalled();
});

test("a listener that fails keeps nothing from the others", async () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const heard = await fresh();
  const listener = vi.fn();
  heard("changed", () => {
    throw new Error("no");
  });
  heard("changed", listener);
  answer([{ told: "changed", about: "vault" }]);
  await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("vault"));
  expect(reported).toHaveBeenCalledTimes(1);
});

test("a question that failed is asked again after a pause", async () => {
  vi.useFakeTimers();
  const heard = await fresh();
  heard("changed", vi.fn());
  fail("no");
  await vi.advanceTimersByTimeAsync(999);
  expect(invoke).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(invoke).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
