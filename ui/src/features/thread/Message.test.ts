import { fireEvent, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { describe, expect, it } from "vitest";
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import { FakeDesk } from "$lib/desk.fake";
import { fakeLinks } from "$lib/fake/links";
import { toast } from "$lib/toast.svelte";
import { draw } from "$test/draw";
import Message from "./Message.svelte";

const reply = createRawSnippet(() => ({ render: () => "<span></span>" }));

function shown(text: string, attachment: string | null = null, seenAt: string | null = null) {
  const desk = new FakeDesk();
  const item: ThreadItem = {
    item: "incoming",
    id: "1",
    text,
    links: fakeLinks(text),
    attachment,
    picture: null,
    at: 0,
  };
  draw(desk, Message, { item, customerName: "Maya", seenAt, found: "no" as const, reply });
  return desk;
}

describe("a link in a message", () => {
  const long = `https://shop.example.com/orders/${"0123456789".repeat(8)}/last`;

  it("is read in full, and opened as the desk found it, by click and by Enter", async () => {
    const desk = shown(`See ${long}.`);
    const link = screen.getByRole("link");
    expect(link.textContent?.replace("…", "")).toBe(long);
    expect(link.title).toContain(long);
    expect(link.querySelector("b")?.textContent).toBe("shop.example.com");
    await fireEvent.click(link);
    await fireEvent.keyDown(link, { key: "Enter" });
    expect(desk.window.opened).toEqual([long, long]);
  });

  it("leads nowhere by itself: there is no address to follow", () => {
    shown(long);
    expect(document.querySelector("a, [href], [src], iframe")).toBeNull();
  });

  it("says why it is not opened, where it is not", () => {
    shown("https://x.com@evil.example/ and http://example.com/");
    expect(screen.queryByRole("link")).toBeNull();
    expect(document.querySelector(".text")?.textContent).toContain("it hides where it leads");
    expect(document.querySelector(".text")?.textContent).toContain("not secure");
  });

  it("that cannot be opened is told of", async () => {
    const desk = shown(long);
    desk.window.browser = "missing";
    await fireEvent.click(screen.getByRole("link"));
    await expect.poll(() => toast.text).toContain("No browser");
    toast.close();
  });
});

describe("what cannot be drawn", () => {
  it("is named, and leads to where it can be seen", async () => {
    const desk = shown("", "video", "https://x.com/messages/1-2");
    expect(screen.getByTestId("message-attachment").textContent).toContain("a video");
    await fireEvent.click(screen.getByRole("link", { name: "See it on X" }));
    expect(desk.window.opened).toEqual(["https://x.com/messages/1-2"]);
  });

  it("is named all the same where it can be seen nowhere", () => {
    shown("", "model3d");
    expect(screen.getByTestId("message-attachment").textContent).toContain("model3d");
    expect(screen.queryByRole("link")).toBeNull();
  });
});
