import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { CustomerView } from "$lib/bindings/CustomerView";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import CustomerThread from "./CustomerThread.svelte";

const view: CustomerView = {
  brand_name: "Northwind",
  brand_handle: "northwind",
  brand_picture: "picture/brand",
  bubbles: [
    { from: "customer", text: "Hello?", at: 1, line: null, picture: null, photo: null },
    {
      from: "brand",
      text: "Hi!",
      at: 2,
      line: "Ana Ruiz, Care Team",
      picture: "portrait/ana",
      photo: null,
    },
    { from: "brand", text: "From the brand.", at: 3, line: null, picture: null, photo: null },
  ],
};

function drawView(theme: "light" | "dark", shown = view) {
  const desk = new FakeDesk();
  draw(desk, CustomerThread, { view: shown, theme });
  return { desk, drawn: screen.getByTestId("customer-view") };
}

describe("the customer's view", () => {
  it("keeps the brand on top", () => {
    const { drawn } = drawView("light");
    expect(drawn.textContent).toMatch(/^\s*Northwind\s*@northwind/u);
  });

  it("puts the line below the persona's bubble, and none where the brand speaks itself", () => {
    drawView("light");
    const lines = screen.getAllByTestId("customer-line");
    expect(lines.map((line) => line.textContent)).toEqual(["Ana Ruiz, Care Team"]);
    expect(lines[0]?.previousElementSibling?.textContent).toContain("Hi!");
  });

  it("shows the persona's photo in place of the brand's", () => {
    const { desk, drawn } = drawView("light");
    const faces = [...drawn.querySelectorAll("img")].map((image) => image.getAttribute("src"));
    expect(faces).toEqual([
      desk.pictureUrl("picture/brand"),
      desk.pictureUrl("portrait/ana"),
      desk.pictureUrl("picture/brand"),
    ]);
  });

  it("draws the picture that was sent, with its text or alone", () => {
    const sent = { from: "brand", at: 4, line: null, picture: null, photo: "picture/p1" } as const;
    const { desk } = drawView("light", {
      ...view,
      bubbles: [
        { ...sent, text: "Like this?" },
        { ...sent, from: "customer", text: "" },
      ],
    });
    const photos = screen.getAllByAltText<HTMLImageElement>("A picture");
    expect(photos.map((photo) => photo.getAttribute("src"))).toEqual([
      desk.pictureUrl("picture/p1"),
      desk.pictureUrl("picture/p1"),
    ]);
    const texts = screen.getAllByTestId("customer-bubble").map((bubble) => bubble.textContent);
    expect(texts).toEqual(["Like this?"]);
  });

  it("falls back to initials where the brand has no picture", () => {
    const { drawn } = drawView("light", { ...view, brand_picture: null, bubbles: [] });
    expect(drawn.querySelector("img")).toBeNull();
    expect(within(drawn).getByText("N")).toBeTruthy();
  });

  it.each(["light", "dark"] as const)("is drawn in X's %s look", (theme) => {
    expect(drawView(theme).drawn.classList.contains(theme)).toBe(true);
  });
});
