import { describe, expect, it } from "vitest";
import type { ErrorCode } from "$lib/errors";
import {
  connectSentence,
  keepsNumber,
  loginSentence,
  numberSentence,
  waysOn,
  type WayOn,
} from "./refused";

const said = { status: 401, code: 32, text: "Could not authenticate you." };
const refusals: ErrorCode[] = [
  { code: "sign_in_again", said },
  { code: "offline" },
  { code: "network_refused", said },
  { code: "network_trouble", said: null },
  { code: "rate_limited", until: 0 },
  { code: "account_stopped", said },
  { code: "vault", state: "locked" },
  { code: "keys_refused", field: "token" },
];

describe("an account that could not be connected", () => {
  it.each(refusals)("never says after $code that what was written is kept", (error) => {
    const sentence = connectSentence(error);
    expect(sentence).not.toMatch(/is kept|\{|undefined| {2}/u);
    expect(sentence).toContain("Nothing was saved");
    expect(sentence).toMatch(/[Pp]aste them again/u);
  });

  it("says of refused keys where to look, with X's words", () => {
    expect(connectSentence({ code: "sign_in_again", said })).toBe(
      "X does not accept these keys. The network said: “Could not authenticate you.” (code 32). " +
        "Nothing was saved, and the fields were emptied. " +
        "Check the four keys in the developer portal and paste them again.",
    );
  });
});

const ends: [ErrorCode, WayOn][] = [
  [{ code: "callback_port_taken", port: 47_391 }, "number"],
  [{ code: "callback_refused", callback: "http://127.0.0.1:47391/", said }, "number"],
  [{ code: "only_pin", said }, "number"],
  [{ code: "login_denied" }, "again"],
  [{ code: "login_timed_out" }, "again"],
  [{ code: "login_given_up" }, "again"],
  [{ code: "login_refused", said: null }, "again"],
  [{ code: "no_login" }, "keys"],
  [{ code: "sign_in_again", said }, "keys"],
  [{ code: "credentials_missing", account: "x:@northwind" }, "keys"],
  [{ code: "offline" }, "again"],
  [{ code: "network_trouble", said: null }, "again"],
  [{ code: "vault", state: "locked" }, "again"],
  [{ code: "unexpected" }, "again"],
];

describe("a login that led nowhere", () => {
  it.each(ends)("leads on after %o, first by %s", (error, first) => {
    expect(waysOn(error)[0]).toBe(first);
    const sentence = loginSentence(error);
    expect(sentence).toMatch(/^\S.*[.]$/u);
    expect(sentence).not.toMatch(/What you wrote|\{|undefined| {2}/u);
  });

  it("speaks of a number only where one was typed", () => {
    const refused: ErrorCode = { code: "login_refused", said: null };
    expect(loginSentence(refused)).not.toMatch(/number/u);
    expect(numberSentence(refused)).toMatch(/Type the number again/u);
    expect(numberSentence({ code: "offline" })).toBe(loginSentence({ code: "offline" }));
  });

  it("keeps the number in its field only where it can be typed again", () => {
    expect(keepsNumber({ code: "login_refused", said: null })).toBe(true);
    expect(keepsNumber({ code: "no_login" })).toBe(false);
    expect(keepsNumber({ code: "login_given_up" })).toBe(false);
  });
});
