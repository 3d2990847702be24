import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import CustomerWindow from "./CustomerWindow.svelte";

async function open(desk = new FakeDesk()) {
  draw(desk, CustomerWindow, { customer: "maya_lind", name: "Maya Lindqvist", onclose() {} });
  const field = await screen.findByTestId<HTMLTextAreaElement>("practice-as-text");
  const write = (value: string) => fireEvent.input(field, { target: { value } });
  const written = () => desk.calls.filter(({ name }) => name === "practice_write");
  return { desk, field, write, written };
}

describe("the customer's window", () => {
  it("shows each message with the line that the customer sees", async () => {
    await open();
    const lines = screen.getAllByTestId("practice-as-line").map((line) => line.textContent);
    expect(lines).toEqual(["Northwind Bot · automated", "Ana Ruiz, Care Team"]);
  });

  it("opens the conversation as the customer, once, so that the brand may greet them", async () => {
    const { desk } = await open();
    const opened = desk.calls.filter(({ name }) => name === "practice_open");
    expect(opened.map(({ request }) => request)).toEqual([{ customer: "maya_lind" }]);
  });

  it("sends with Enter, and shows at once what arrived", async () => {
    const { field, write, written } = await open();
    await write("Is anybody there?");
    await fireEvent.keyDown(field, { key: "Enter" });
    await screen.findByText("Is anybody there?");
    expect(written().map(({ request }) => request)).toEqual([
      { customer: "maya_lind", text: "Is anybody there?", picture: null },
    ]);
    expect(field.value).toBe("");
  });

  it("begins a line with Shift and Enter, and leaves Enter to an input method", async () => {
    const { field, write, written } = await open();
    await write("こん");
    await fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    await fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    await fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    expect(written()).toEqual([]);
    expect(field.value).toBe("こん");
  });

  it("keeps what was written where it did not arrive, and says why", async () => {
    const { desk, field, write } = await open();
    desk.refusals.set("practice_write", { code: "disk_full" });
    await write("Hello?");
    await fireEvent.click(screen.getByTestId("practice-as-send"));
    await screen.findByTestId("practice-as-error");
    expect(field.value).toBe("Hello?");
  });

  it("sends a picture that was pasted, with or without words", async () => {
    const { field, written } = await open();
    const file = new File([new Uint8Array(64)], "shoe.jpg", { type: "image/jpeg" });
    await fireEvent.paste(field, { clipboardData: { files: [file] } });
    const send = screen.getByTestId<HTMLButtonElement>("practice-as-send");
    await waitFor(() => expect(send.disabled).toBe(false));
    await fireEvent.click(send);
    await waitFor(() => expect(written()).toHaveLength(1));
    expect(written()[0]?.request).toMatchObject({ text: "", picture: expect.any(String) });
  });

  it("takes an answer that the brand offers, and leaves what is being written", async () => {
    const { desk, field, write } = await open();
    await write("I would like to");
    await fireEvent.click(screen.getByText("Cancel the order"));
    await waitFor(() => expect(screen.queryByTestId("practice-quick")).toBeNull());
    expect(desk.calls.find(({ name }) => name === "practice_choose")?.request).toEqual({
      customer: "maya_lind",
      label: "Cancel the order",
    });
    expect(field.value).toBe("I would like to");
  });

  it("says why it could not be read, reads it again, and keeps the focus", async () => {
    const desk = new FakeDesk();
    desk.refusals.set("practice_conversation", { code: "disk_full" });
    draw(desk, CustomerWindow, { customer: "maya_lind", name: "Maya Lindqvist", onclose() {} });
    const again = await screen.findByTestId("read-again");
    again.focus();
    desk.refusals.delete("practice_conversation");
    await fireEvent.click(again);
    await screen.findByTestId("customer-view");
    await waitFor(() => expect(screen.queryByTestId("read-failed")).toBeNull());
    expect(screen.getByTestId("practice-as").contains(document.activeElement)).toBe(true);
  });

  it("is drawn as X's web or phone, light or dark", async () => {
    await open();
    const drawn = screen.getByTestId("customer-view");
    await fireEvent.click(screen.getByTestId("practice-phone"));
    await fireEvent.click(screen.getByTestId("practice-dark"));
    expect([...drawn.classList]).toEqual(expect.arrayContaining(["phone", "dark"]));
    await fireEvent.click(screen.getByTestId("practice-web"));
    expect(drawn.classList.contains("web")).toBe(true);
  });
});
