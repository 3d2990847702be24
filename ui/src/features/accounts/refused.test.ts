import { describe, expect, it } from "vitest";
import type { ErrorCode } from "$lib/errors";
import { connectSentence } from "./refused";

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
