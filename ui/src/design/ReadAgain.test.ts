import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import ReadAgain from "./ReadAgain.svelte";

test("what could not be read is said at once, and read again by its button, once at a time", async () => {
  let settle = () => {};
  const onagain = vi.fn(() => new Promise<void>((done) => (settle = done)));
  render(ReadAgain, { text: "It could not be read.", again: "Try again", onagain });
  expect(screen.getByRole("alert").textContent).toContain("It could not be read.");
  const button = screen.getByRole("button", { name: "Try again" });
  button.focus();
  await fireEvent.click(button);
  await fireEvent.click(button);
  expect(onagain).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(button);
  const said = screen.getByText("It could not be read.");
  settle();
  await vi.waitFor(() => expect(screen.getByText("It could not be read.")).not.toBe(said));
  await fireEvent.click(button);
  expect(onagain).toHaveBeenCalledTimes(2);
});
