import { afterEach, describe, expect, it } from "vitest";
import { Panes, PANES } from "./panes.svelte";

describe("panes", () => {
  afterEach(() => localStorage.clear());

  it("remember their size", () => {
    new Panes().resize("list", 22);
    expect(new Panes().size("list")).toBe(22);
    expect(new Panes().size("customer")).toBe(PANES.customer.usual);
  });

  it("stay within their bounds", () => {
    const panes = new Panes();
    panes.resize("list", 900);
    expect(panes.size("list")).toBe(PANES.list.most);
    panes.resize("list", 1);
    expect(panes.size("list")).toBe(PANES.list.least);
  });

  it("are as wide as usual where what was remembered is no size", () => {
    localStorage.setItem("pane-list", "wide");
    expect(new Panes().size("list")).toBe(PANES.list.usual);
    localStorage.setItem("pane-list", "99");
    expect(new Panes().size("list")).toBe(PANES.list.most);
  });
});
