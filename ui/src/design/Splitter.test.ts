import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import Splitter from "./Splitter.svelte";

function draw(sizes: "before" | "after" = "before") {
  const onsize = vi.fn();
  const bounds = { least: 14, most: 28, usual: 20 };
  render(Splitter, { props: { label: "Width", size: 18, sizes, onsize, ...bounds } });
  return { onsize, edge: screen.getByRole("separator") };
}

describe("a splitter", () => {
  afterEach(() => document.documentElement.removeAttribute("style"));

  it("says what it sizes and how far", () => {
    const { edge } = draw();
    expect(edge.getAttribute("aria-valuenow")).toBe("288");
    expect(edge.getAttribute("aria-valuemin")).toBe("224");
    expect(edge.getAttribute("aria-valuemax")).toBe("448");
    expect(edge.getAttribute("aria-label")).toBe("Width");
  });

  it("moves by 16 px with the arrows and to the ends with Home and End", async () => {
    const { onsize, edge } = draw();
    for (const key of ["ArrowRight", "ArrowLeft", "Home", "End"])
      await fireEvent.keyDown(edge, { key });
    expect(onsize.mock.calls.flat()).toEqual([19, 17, 14, 28]);
  });

  it("sizes the pane after it the other way round", async () => {
    const { onsize, edge } = draw("after");
    await fireEvent.keyDown(edge, { key: "ArrowRight" });
    expect(onsize).toHaveBeenLastCalledWith(17);
  });

  it("goes back to the usual with a double click", async () => {
    const { onsize, edge } = draw();
    await fireEvent.dblClick(edge);
    expect(onsize).toHaveBeenLastCalledWith(20);
  });
});
