/**
 * Why an account could not be connected, and what leads on. Nobody wrote
 * anything here that was kept: the keys are gone from the page, so the sentences
 * differ from `lib/errors.ts` wherever those speak of what was written.
 */
import { errorSentence, type ErrorCode } from "$lib/errors";
import { clockOrDay } from "$lib/time";
import { vaultWord } from "$lib/vault";
import { quote } from "$lib/words";
import { m } from "$messages";

/** After keys were pasted: they have to be pasted again. */
export function connectSentence(error: ErrorCode, now = Date.now()): string {
  if (error.code === "sign_in_again")
    return tidy(m.connect_sign_in_again({ said: quote(error.said) }));
  return tidy(`${why(error, now)} ${m.connect_again()}`);
}

/** After signing in was tried: the desk still knows the app. */
export function loginSentence(error: ErrorCode, now = Date.now()): string {
  if (error.code === "sign_in_again")
    return tidy(m.login_app_keys_refused({ said: quote(error.said) }));
  if (error.code === "login_refused")
    return tidy(m.login_answer_refused({ said: quote(error.said) }));
  if (error.code === "credentials_missing")
    return m.login_app_keys_missing({ account: error.account });
  return tidy(why(error, now));
}

/** After a number was typed that led nowhere: it is in its field still. */
export function numberSentence(error: ErrorCode, now = Date.now()): string {
  return error.code === "login_refused" ? errorSentence(error, now) : loginSentence(error, now);
}

/**
 * What a person can do about a login that led nowhere: begin it again, type a
 * number in place of the browser's way back, enter the app's keys, or look at
 * what is set up for the app.
 */
export type WayOn = "again" | "number" | "keys" | "set_up";

/** The ways on, the likeliest first; there is always one. */
export function waysOn(error: ErrorCode): readonly [WayOn, ...WayOn[]] {
  switch (error.code) {
    case "callback_port_taken":
      return ["number", "again"];
    case "callback_refused":
      return ["number", "set_up"];
    case "only_pin":
      return ["number"];
    case "login_denied":
    case "login_timed_out":
    case "login_given_up":
    case "no_browser":
      return ["again", "number"];
    case "sign_in_again":
    case "credentials_missing":
    case "keys_refused":
    case "address_refused":
    case "no_login":
      return ["keys", "again"];
    default:
      return ["again"];
  }
}

/** Whether the number can simply be typed again: the login goes on. */
export function keepsNumber(error: ErrorCode): boolean {
  return ["login_refused", "offline", "network_trouble", "rate_limited", "vault"].includes(
    error.code,
  );
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
