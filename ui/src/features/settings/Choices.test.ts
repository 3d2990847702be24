import { fireEvent, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { chosen, USUAL } from "$lib/settings.svelte";
import { draw } from "$test/draw";
import Choices from "./Choices.svelte";

const is = (testid: string) => screen.getByTestId<HTMLInputElement>(testid).checked;

beforeEach(() => (chosen.value = USUAL));

describe("what is chosen at this desk", () => {
  it("holds at once and leaves the rest as it was", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    draw(desk, Choices, {});
    expect(is("closing-ask")).toBe(true);
    await fireEvent.click(screen.getByTestId("notify-with_text"));
    await expect.poll(() => chosen.value.notify).toBe("with_text");
    await fireEvent.click(screen.getByTestId("single_keys-off"));
    await expect
      .poll(() => chosen.value)
      .toEqual({ closing: "ask", notify: "with_text", single_keys: "off" });
    expect(await desk.call("settings_show", {})).toEqual(chosen.value);
  });

  it("is undone and says why where it cannot be kept", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    desk.refusals.set("settings_set", { code: "open_elsewhere" });
    draw(desk, Choices, {});
    await fireEvent.click(screen.getByTestId("closing-quit"));
    expect((await screen.findByRole("alert")).textContent).toContain("open here");
    expect(is("closing-ask")).toBe(true);
    expect(is("closing-quit")).toBe(false);
  });
});
