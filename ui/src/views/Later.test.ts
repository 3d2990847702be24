import { fireEvent, render, screen } from "@testing-library/svelte";
import type { Component } from "svelte";
import Keycaps from "$design/Keycaps.svelte";
import { expect, it, vi } from "vitest";
import Later from "./Later.svelte";

const View = Keycaps as unknown as Component<Record<string, unknown>>;

it("shows a view when it is loaded, and offers to try again where it could not be", async () => {
  const load = vi
    .fn<() => Promise<{ default: typeof View }>>()
    .mockRejectedValueOnce(new Error("gone"))
    .mockResolvedValue({ default: View });
  render(Later, { props: { load, props: { caps: ["G", "C"] } } });
  await fireEvent.click(await screen.findByTestId("read-again"));
  await screen.findByText("C");
  expect(load).toHaveBeenCalledTimes(2);
});
