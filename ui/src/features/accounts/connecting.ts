/**
 * Why an account could not be connected. Nobody wrote anything here that was
 * kept: the keys are gone from the page, so the sentences differ from
 * `lib/errors.ts` wherever those speak of what was written.
 */
import { errorSentence, type ErrorCode } from "$lib/errors";
import { clockOrDay } from "$lib/time";
import { vaultWord } from "$lib/vault";
import { quote } from "$lib/words";
import { m } from "$messages";

export function connectSentence(error: ErrorCode, now = Date.now()): string {
  if (error.code === "sign_in_again")
    return tidy(m.connect_sign_in_again({ said: quote(error.said) }));
  return tidy(`${why(error, now)} ${m.connect_again()}`);
}

function why(error: ErrorCode, now: number): string {
  switch (error.code) {
    case "offline":
      return m.connect_offline();
    case "network_refused":
      return m.connect_network_refused({ said: quote(error.said) });
    case "network_trouble":
      return m.connect_network_trouble({ said: quote(error.said) });
    case "rate_limited":
      return m.connect_rate_limited({ until: clockOrDay(error.until, now) });
    case "account_stopped":
      return m.connect_account_stopped({ said: quote(error.said) });
    case "vault":
      return m.connect_vault({ state: vaultWord(error.state) });
    default:
      return errorSentence(error, now);
  }
}

function tidy(sentence: string): string {
  return sentence.replace(/ {2,}/gu, " ").trim();
}
