import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import type { LoginWish } from "$lib/fake/logins";
import { practiceAccount, stoppedAccount } from "$lib/fake/world";
import { Connecting } from "./connecting.svelte";

const KEY = "key-of-the-app";
const SECRET = "secret-of-the-app";

function begin(login: LoginWish = "allowed") {
  const account = { ...practiceAccount(0), place: { at: "network" as const } };
  const desk = new FakeDesk({ operator: "Ana Ruiz", accounts: [account] });
  desk.logins.login = login;
  desk.logins.takes = 0;
  const hears = { connected: vi.fn(), closed: vi.fn() };
  return { desk, account, hears, connecting: new Connecting(desk, hears) };
}

/** As far as the page in the browser, through the team's own app. */
async function signIn(login?: LoginWish) {
  const all = begin(login);
  all.connecting.chooseOwn();
  await expect.poll(() => all.connecting.setUp).toBeTruthy();
  all.connecting.setUpDone();
  all.connecting.keys = { consumer_key: ` ${KEY} `, consumer_secret: SECRET };
  const signing = all.connecting.signIn("browser");
  return { ...all, signing };
}

const asked = (desk: FakeDesk) => desk.calls.map(({ name }) => name);
const begun = (desk: FakeDesk) =>
  desk.calls.filter(({ name }) => name === "account_login_begin").map(({ request }) => request);

describe("connecting an account through the team's own app", () => {
  it("goes from what to set up over the keys and the browser to the account", async () => {
    const { connecting, desk, hears, signing } = await signIn();
    expect(connecting.step).toBe("browser");
    await signing;
    expect(connecting.step).toBe("connected");
    expect(connecting.account?.name).toBe("x:@northwind_support");
    expect(hears.connected).toHaveBeenCalledOnce();
    expect(desk.window.opened).toEqual([expect.stringMatching(/^https:/u)]);
  });

  it("forgets the app's keys before the desk answers, and keeps nothing of them", async () => {
    const { connecting, desk, signing } = await signIn("denied");
    expect(connecting.keys).toEqual({ consumer_key: "", consumer_secret: "" });
    await signing;
    expect(connecting.step).toBe("failed");
    expect(begun(desk)[0]).toEqual({
      app: {
        app: "keys",
        keys: { consumer_key: KEY, consumer_secret: SECRET },
        api_base: null,
      },
      way: "browser",
    });
  });

  it("forgets keys that were pasted and never sent, wherever one goes from there", async () => {
    const { connecting } = await signIn();
    for (const leave of [() => connecting.back(), () => connecting.leave()]) {
      connecting.step = "app_keys";
      connecting.keys.consumer_secret = SECRET;
      leave();
      expect(connecting.keys.consumer_secret).toBe("");
    }
  });

  it("asks with the same app again, by number, without asking for its keys", async () => {
    const { connecting, desk, signing } = await signIn("only_pin");
    await signing;
    expect(connecting.ways).toEqual(["number"]);
    connecting.take("number");
    await expect.poll(() => connecting.begun?.way).toBe("pin");
    expect(begun(desk)[1]).toEqual({ app: { app: "same_again" }, way: "pin" });
    connecting.number = " 1234567 ";
    await connecting.giveNumber();
    expect(connecting.step).toBe("connected");
    expect(connecting.number).toBe("");
  });

  it("keeps a wrong number in its field, and says so", async () => {
    const { connecting, signing } = await signIn("waiting");
    await expect.poll(() => connecting.begun?.way).toBe("browser");
    await connecting.signIn("pin");
    connecting.number = "7654321";
    await connecting.giveNumber();
    expect(connecting.step).toBe("number");
    expect(connecting.number).toBe("7654321");
    expect(connecting.error?.code).toBe("login_refused");
    await signing; // The login in the browser was given up; nothing comes of it.
    expect(connecting.step).toBe("number");
  });

  it("shows again what to set up where the callback was refused, and goes on from there", async () => {
    const { connecting, desk, signing } = await signIn("callback_refused");
    await signing;
    connecting.take("set_up");
    expect(connecting.step).toBe("set_up");
    desk.logins.login = "allowed";
    connecting.setUpDone();
    await expect.poll(() => connecting.step).toBe("connected");
    expect(begun(desk)[1]).toEqual({ app: { app: "same_again" }, way: "browser" });
  });

  it("asks for the keys again where the desk no longer knows the app", async () => {
    const { connecting, desk, signing } = await signIn("timed_out");
    await signing;
    desk.refusals.set("account_login_begin", { code: "no_login" });
    connecting.take("again");
    await expect.poll(() => connecting.error?.code).toBe("no_login");
    connecting.take("keys");
    expect(connecting.step).toBe("app_keys");
  });

  it("gives a login up that is waiting, and takes nothing over from it", async () => {
    const { connecting, desk, hears, signing } = await signIn("waiting");
    await expect.poll(() => connecting.begun).toBeTruthy();
    connecting.back();
    expect(connecting.step).toBe("app_keys");
    await signing;
    expect(asked(desk)).toContain("account_login_cancel");
    expect(connecting.step).toBe("app_keys");
    expect(hears.connected).not.toHaveBeenCalled();
  });

  it("waits for the one that is given up before it begins another", async () => {
    const { connecting, desk, signing } = await signIn("waiting");
    await expect.poll(() => connecting.begun).toBeTruthy();
    connecting.abandon();
    desk.logins.login = "allowed";
    connecting.choosePractice();
    await signing;
    await expect.poll(() => connecting.step).toBe("connected");
    const names = asked(desk);
    expect(names.lastIndexOf("account_login_cancel")).toBeLessThan(
      names.lastIndexOf("account_login_begin"),
    );
  });

  it("says that no browser opened, and goes on waiting", async () => {
    const all = begin("waiting");
    all.desk.window.browser = "missing";
    all.connecting.choosePractice();
    await expect.poll(() => all.connecting.unopened?.code).toBe("no_browser");
    expect(all.connecting.step).toBe("browser");
  });
});

describe("going back", () => {
  it("leads one step back each time, and out of the wizard at last", () => {
    const { connecting, hears } = begin();
    connecting.chooseOwn();
    connecting.setUpDone();
    expect(connecting.step).toBe("app_keys");
    connecting.back();
    expect(connecting.step).toBe("set_up");
    connecting.back();
    expect(connecting.step).toBe("which");
    expect(hears.closed).not.toHaveBeenCalled();
    connecting.back();
    expect(hears.closed).toHaveBeenCalledOnce();
  });
});

describe("signing in again", () => {
  it("asks for no keys, and says where somebody else signed in", async () => {
    const { desk, account, hears } = begin("another");
    const connecting = Connecting.again(desk, hears, account);
    await expect.poll(() => connecting.step).toBe("connected");
    expect(begun(desk)).toEqual([
      { app: { app: "of_account", account: account.id }, way: "browser" },
    ]);
    expect(connecting.account?.id).not.toBe(connecting.wanted?.id);
  });

  it("settles what stopped the account", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz", accounts: [stoppedAccount(0)] });
    desk.logins.takes = 0;
    const { accounts } = await desk.call("account_list", {});
    const [stopped] = accounts;
    if (!stopped) throw new Error("no account");
    const connecting = Connecting.again(desk, { connected() {}, closed() {} }, stopped);
    await expect.poll(() => connecting.step).toBe("connected");
    expect((await desk.call("account_list", {})).accounts[0]?.stopped).toBeNull();
  });

  it("needs the app's keys where the vault has them no more, and no console for practice", async () => {
    const { desk, account, hears } = begin();
    desk.refusals.set("account_login_begin", { code: "credentials_missing", account: "x:@n" });
    const own = Connecting.again(desk, hears, account);
    await expect.poll(() => own.step).toBe("failed");
    expect(own.ways[0]).toBe("keys");
    const practice = Connecting.again(desk, hears, practiceAccount(0));
    await expect.poll(() => practice.step).toBe("failed");
    expect(practice.ways).toEqual(["again"]);
    practice.back();
    expect(hears.closed).toHaveBeenCalledOnce();
  });
});
