/** Draws a component with a desk around it, for tests. */
import { render } from "@testing-library/svelte";
import type { Component } from "svelte";
import type { Desk } from "$lib/desk";
import WithDesk from "./WithDesk.svelte";

export function draw<P extends Record<string, unknown>>(
  desk: Desk,
  component: Component<P, Record<string, unknown>, string>,
  props: P,
) {
  const drawn = component as unknown as Component<Record<string, unknown>>;
  return render(WithDesk, { props: { desk, component: drawn, props } });
}
