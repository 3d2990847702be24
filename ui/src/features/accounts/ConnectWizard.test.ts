import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import { Connecting } from "./connecting.svelte";
import ConnectWizard from "./ConnectWizard.svelte";

function open() {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  desk.logins.login = "waiting";
  const closed = vi.fn();
  const connecting = new Connecting(desk, { connected() {}, closed });
  const onsee = vi.fn();
  draw(desk, ConnectWizard, { connecting, onsee });
  return { desk, connecting, closed, onsee };
}

const click = async (name: string) => fireEvent.click(await screen.findByTestId(name));
const escape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });
const focused = () => document.activeElement;

describe("the wizard", () => {
  it("moves the focus to each step's heading, or to its first field", async () => {
    open();
    expect(focused()?.textContent).toBe("Which account do you connect?");
    await click("connect-own");
    await expect.poll(() => focused()?.textContent).toBe("Set up your team’s app on X");
    await click("connect-next");
    await expect.poll(focused).toBe(screen.getByTestId("app-consumer_key"));
    for (const field of ["consumer_key", "consumer_secret"])
      await fireEvent.input(screen.getByTestId(`app-${field}`), { target: { value: "abc" } });
    await click("login-begin");
    await expect.poll(() => focused()?.textContent).toBe("Allow the app in your browser");
    expect((await screen.findByText("Waiting for your browser …")).getAttribute("role")).toBe(
      "status",
    );
    await click("login-number-instead");
    await expect.poll(focused).toBe(screen.getByTestId("login-pin"));
  });

  it("hides the app's keys as they are written, and has them empty when one comes back", async () => {
    open();
    await click("connect-own");
    await click("connect-next");
    const field = screen.getByTestId<HTMLInputElement>("app-consumer_secret");
    expect(field.type).toBe("password");
    await fireEvent.input(field, { target: { value: "abc" } });
    await click("connect-back");
    await click("connect-next");
    expect(screen.getByTestId<HTMLInputElement>("app-consumer_secret").value).toBe("");
  });

  it("goes back by Escape, step by step, and asks nothing", async () => {
    const { connecting, closed } = open();
    await click("connect-own");
    await screen.findByTestId("callback");
    await escape();
    await screen.findByTestId("step-which");
    await expect.poll(() => focused()?.tagName).toBe("H2");
    await escape();
    expect(closed).toHaveBeenCalledOnce();
    expect(connecting.step).toBe("which");
  });

  it("says that a number was wrong, keeps it, and keeps the focus in its field", async () => {
    open();
    await click("connect-practice");
    await screen.findByText("Waiting for your browser …");
    await click("login-number-instead");
    const field = await screen.findByTestId<HTMLInputElement>("login-pin");
    await fireEvent.input(field, { target: { value: "7654321" } });
    await expect
      .poll(() => screen.getByTestId("login-pin-submit").hasAttribute("disabled"))
      .toBe(false);
    await click("login-pin-submit");
    expect((await screen.findByTestId("login-error")).getAttribute("role")).toBe("alert");
    expect(field.value).toBe("7654321");
    await expect.poll(focused).toBe(field);
    await fireEvent.input(field, { target: { value: "123 4567" } });
    await click("login-pin-submit");
    await screen.findByTestId("step-connected");
  });

  it("shows the callback to register, to be copied, and opens the console", async () => {
    const { desk } = open();
    const writeText = vi.fn(async () => {});
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    await click("connect-own");
    const callback = screen.getByTestId<HTMLInputElement>("callback");
    await expect.poll(() => callback.value).toMatch(/^http:\/\/127\.0\.0\.1:/u);
    await click("callback-copy");
    expect(writeText).toHaveBeenCalledWith(callback.value);
    expect(await screen.findByText("Copied.")).toBeTruthy();
    await click("console-open");
    expect(desk.window.opened).toEqual(["https://developer.x.com"]);
    vi.unstubAllGlobals();
  });

  it("leads on to what the account may do", async () => {
    const { desk, onsee } = open();
    desk.logins.login = "allowed";
    desk.logins.takes = 0;
    await click("connect-practice");
    await click("login-see");
    expect(onsee).toHaveBeenCalledWith(expect.objectContaining({ handle: "northwind" }));
  });
});
