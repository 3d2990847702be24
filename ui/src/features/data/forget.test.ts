import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import CustomerDialog from "./CustomerDialog.svelte";

const press = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));

function open(customer: string) {
  const onforgotten = vi.fn();
  draw(new FakeDesk(), CustomerDialog, {
    address: { account: "account-northwind", customer },
    name: "Maya",
    onclose: () => {},
    onforgotten,
  });
  return onforgotten;
}

describe("a customer's data", () => {
  it("is written out as a page", async () => {
    open("7001");
    await press("export-html");
    expect((await screen.findByTestId("customer-written")).textContent).toContain(".html");
  });

  it("is deleted only after it was shown and somebody said yes; then one moves on", async () => {
    const onforgotten = open("7001");
    await press("forget-look");
    await screen.findByTestId("forget-preview");
    await press("forget");
    await press("confirm-no");
    expect(screen.queryByTestId("forgotten")).toBeNull();
    await press("forget");
    await press("confirm-yes");
    await screen.findByTestId("forgotten");
    await press("dialog-close");
    expect(onforgotten).toHaveBeenCalledOnce();
  });
});
