import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { practiceAccount } from "$lib/fake/world";
import { draw } from "$test/draw";
import AccountsView from "./AccountsView.svelte";

async function open(place: "network" | "practice") {
  const account = { ...practiceAccount(0), place: { at: place } };
  const desk = new FakeDesk({ operator: "Ana Ruiz", accounts: [account] });
  draw(desk, AccountsView, {
    overview: await desk.call("overview", {}),
    onlook: () => {},
    ongo: () => {},
  });
  return { desk, replace: await screen.findByTestId("keys-replace") };
}

describe("replacing an account's keys", () => {
  it("opens the form for keys, and gives the focus back where it is left", async () => {
    const { replace } = await open("network");
    replace.focus();
    await fireEvent.click(replace);
    expect(screen.getByTestId("key-token_secret")).toBeTruthy();
    await fireEvent.click(screen.getByText("Cancel"));
    await expect.poll(() => document.activeElement).toBe(replace);
  });

  it("leads back to the first field where the keys are refused", async () => {
    const { replace } = await open("network");
    await fireEvent.click(replace);
    for (const field of ["consumer_key", "consumer_secret", "token", "token_secret"])
      await fireEvent.input(screen.getByTestId(`key-${field}`), { target: { value: "abcdef" } });
    await fireEvent.click(screen.getByTestId("connect-submit"));
    await screen.findByTestId("connect-error");
    await expect.poll(() => document.activeElement).toBe(screen.getByTestId("key-consumer_key"));
  });

  it("asks the practice network for them by itself", async () => {
    const { desk, replace } = await open("practice");
    await fireEvent.click(replace);
    const names = () => desk.calls.map((call) => call.name);
    await expect.poll(names).toContain("account_connect_practice");
    expect(screen.queryByTestId("key-token_secret")).toBeNull();
  });
});

describe("disconnecting an account", () => {
  it("asks with what goes and what stays, and says afterwards what became of it", async () => {
    const { desk } = await open("network");
    await fireEvent.click(screen.getByTestId("account-disconnect"));
    expect(screen.getByText(/^Goes:/u).textContent).toMatch(/Stays: conversations/u);
    expect(desk.calls.map((call) => call.name)).not.toContain("account_disconnect");
    await fireEvent.click(screen.getByTestId("confirm-yes"));
    const said = await screen.findByTestId("disconnect-said");
    expect(said.textContent).toMatch(/8 conversations stay readable.*2 replies wait/u);
    await expect.poll(() => said.parentElement === document.activeElement).toBe(true);
    await screen.findByTestId("account-without-keys");
    expect(screen.queryByTestId("account-disconnect")).toBeNull();
  });
});

describe("an account's card", () => {
  it("leads to what it may do, and back with the focus where it was", async () => {
    await open("network");
    await fireEvent.click(screen.getByTestId("account-probe"));
    await fireEvent.click(await screen.findByTestId("probe-back"));
    await expect.poll(() => document.activeElement).toBe(screen.getByTestId("account-probe"));
  });

  it("signs in again below it, and gives the focus back where that is left", async () => {
    const { desk } = await open("practice");
    desk.logins.login = "waiting";
    const button = screen.getByTestId("account-sign-in");
    button.focus();
    await fireEvent.click(button);
    await fireEvent.click(await screen.findByTestId("login-cancel"));
    await expect.poll(() => document.activeElement).toBe(button);
    expect(desk.calls.find(({ name }) => name === "account_login_begin")?.request).toEqual({
      app: { app: "of_account", account: "account-northwind" },
      way: "browser",
    });
  });
});
