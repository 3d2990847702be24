import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { practiceAccount } from "$lib/fake/world";
import { draw } from "$test/draw";
import Delivery from "./Delivery.svelte";

async function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  draw(desk, Delivery, { account: practiceAccount(0) });
  await screen.findByTestId("delivery-stale");
  return desk;
}
const value = (testid: string) => screen.getByTestId<HTMLInputElement>(testid).value;

describe("how an account delivers", () => {
  it("shows what holds and keeps a choice at once, and says so", async () => {
    const desk = await open();
    expect(value("delivery-undo_seconds")).toBe("10");
    expect(screen.queryByTestId("delivery-saved")).toBeNull();
    await fireEvent.change(screen.getByTestId("delivery-stale"), { target: { value: "ask" } });
    await screen.findByTestId("delivery-saved");
    expect(desk.delivery.choices.stale).toBe("ask");
    expect(value("delivery-stale")).toBe("ask");
  });

  it("offers what customers are told, and quicker reading with its price", async () => {
    const desk = await open();
    for (const [name, chosen] of [
      ["mark_read", "on_open"],
      ["typing", "on_reply"],
      ["quick_reading", "on"],
    ] as const) {
      const field = screen.getByTestId(`delivery-${name}`);
      await fireEvent.change(field, { target: { value: chosen } });
      await expect.poll(() => desk.delivery.choices[name]).toBe(chosen);
    }
    expect(screen.getByText(/here it costs nothing/)).toBeTruthy();
  });

  it("takes whole seconds up to a minute and nothing else", async () => {
    const desk = await open();
    const field = screen.getByTestId("delivery-undo_seconds");
    for (const typed of ["61", "-1", "1.5", ""]) {
      await fireEvent.input(field, { target: { value: typed } });
      await fireEvent.change(field);
      expect((await screen.findByRole("alert")).textContent).toContain("60 seconds");
    }
    expect(desk.calls.some((call) => call.name === "delivery_set")).toBe(false);
    await fireEvent.input(field, { target: { value: "0" } });
    await fireEvent.change(field);
    await expect.poll(() => desk.delivery.choices.undo_seconds).toBe(0);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("stays as it was where it cannot be kept", async () => {
    const desk = await open();
    desk.refusals.set("delivery_set", { code: "disk_full" });
    await fireEvent.change(screen.getByTestId("delivery-doubt"), { target: { value: "ask" } });
    expect((await screen.findByRole("alert")).textContent).toContain("disk is full");
    expect(value("delivery-doubt")).toBe("read_back");
  });
});
