import { describe, expect, it } from "vitest";
import type { ErrorCode } from "./bindings/ErrorCode";
import catalogue from "../../messages/en.json";
import { asErrorCode, errorSentence } from "./errors";

const said = { status: 403, code: 349, text: "You cannot send messages to this user." };

/** One of each code; a missing one does not compile. */
const EVERY: { [C in ErrorCode["code"]]: Extract<ErrorCode, { code: C }> } = {
  open_elsewhere: { code: "open_elsewhere" },
  open_in_other_version: { code: "open_in_other_version", version: "0.9.0" },
  handed_over: { code: "handed_over" },
  disk_full: { code: "disk_full" },
  not_writable: { code: "not_writable", detail: "Read-only file system" },
  store_newer: { code: "store_newer", found: 12, ours: 9 },
  store_damaged: {
    code: "store_damaged",
    kept_at: "byline.damaged.db",
    backup: "byline-20261123T081500Z.sqlite",
    made_at: Date.UTC(2026, 10, 23, 8, 15),
    conversations: 3,
    messages: 40,
  },
  unknown_backup: { code: "unknown_backup", backup: "byline-20261123T081500Z.sqlite" },
  backup_damaged: { code: "backup_damaged", backup: "byline-20261123T081500Z.sqlite" },
  backup_newer: {
    code: "backup_newer",
    backup: "byline-20261123T081500Z.sqlite",
    found: 12,
    ours: 9,
  },
  customer_unsettled: { code: "customer_unsettled", replies: 2 },
  retention_refused: { code: "retention_refused", least: 30, most: 36500 },
  file_there: { code: "file_there", path: "/home/ana/everything.json" },
  file_not_written: {
    code: "file_not_written",
    path: "/home/ana/everything.json",
    detail: "permission denied",
  },
  unexpected: { code: "unexpected" },
  no_operator: { code: "no_operator" },
  name_refused: { code: "name_refused" },
  unknown_account: { code: "unknown_account", account: "x:@nobody" },
  ambiguous_account: { code: "ambiguous_account", account: "@north" },
  address_refused: { code: "address_refused", address: "http://example.com" },
  keys_refused: { code: "keys_refused", field: "token_secret" },
  callback_port_taken: { code: "callback_port_taken", port: 47391 },
  callback_refused: { code: "callback_refused", callback: "http://127.0.0.1:47391/c", said },
  only_pin: { code: "only_pin", said },
  login_denied: { code: "login_denied" },
  login_refused: { code: "login_refused", said: null },
  login_given_up: { code: "login_given_up" },
  no_login: { code: "no_login" },
  login_timed_out: { code: "login_timed_out" },
  no_browser: { code: "no_browser", address: "https://api.x.com/oauth/authorize" },
  document_not_saved: { code: "document_not_saved", folder: "/home/ana", detail: "denied" },
  document_not_opened: { code: "document_not_opened", path: "/home/ana/a.html" },
  unknown_persona: { code: "unknown_persona", persona: "Ana" },
  ambiguous_persona: { code: "ambiguous_persona", persona: "A" },
  persona_archived: { code: "persona_archived", line: "Ana Ruiz" },
  persona_in_use: { code: "persona_in_use", drafts: 2, replies: 1, in_doubt: 1, stopped: 0 },
  persona_not_yours: { code: "persona_not_yours", line: "Ana Ruiz" },
  look_changed: { code: "look_changed", line: "Ana Ruiz, Care Team" },
  details_refused: { code: "details_refused", field: "tags" },
  line_refused: {
    code: "line_refused",
    problem: { problem: "too_long", length: 63, most: 48, fits: "Olu" },
  },
  picture_gone: { code: "picture_gone" },
  picture_not_a_picture: { code: "picture_not_a_picture" },
  picture_heic: { code: "picture_heic" },
  picture_format: { code: "picture_format", name: "TIFF" },
  picture_too_small: { code: "picture_too_small", width: 100, height: 90 },
  picture_too_large: { code: "picture_too_large" },
  picture_too_many_pixels: { code: "picture_too_many_pixels" },
  picture_truncated: { code: "picture_truncated" },
  picture_damaged: { code: "picture_damaged" },
  picture_crop: { code: "picture_crop" },
  picture_moves: { code: "picture_moves" },
  message_picture_gone: { code: "message_picture_gone" },
  draft_has_picture: { code: "draft_has_picture" },
  clipboard_without_picture: { code: "clipboard_without_picture" },
  unknown_application: { code: "unknown_application", application: "Northwind" },
  ambiguous_application: { code: "ambiguous_application", application: "North" },
  unknown_application_version: { code: "unknown_application_version", version: 9 },
  application_field_too_long: { code: "application_field_too_long", field: "privacy_policy" },
  application_unreadable: { code: "application_unreadable", detail: "line 1" },
  unknown_reminder: { code: "unknown_reminder" },
  diary_event_refused: { code: "diary_event_refused" },
  form_address_refused: { code: "form_address_refused", address: "http://example.com" },
  unknown_customer: { code: "unknown_customer", customer: "@maya" },
  text_empty: { code: "text_empty" },
  text_too_long: { code: "text_too_long", length: 10_001, limit: 10_000 },
  automation_speaks_as_automated: { code: "automation_speaks_as_automated" },
  operator_is_no_bot: { code: "operator_is_no_bot" },
  guest_needs_takeover: { code: "guest_needs_takeover" },
  customer_never_wrote: { code: "customer_never_wrote" },
  time_over: { code: "time_over" },
  unknown_zone: { code: "unknown_zone", zone: "Mars/Olympus" },
  went_on: { code: "went_on" },
  nothing_behind: { code: "nothing_behind" },
  span_too_long: { code: "span_too_long" },
  not_published: { code: "not_published", line: "Ana Ruiz", account: "x:@northwind" },
  unknown_reply: { code: "unknown_reply" },
  unknown_message: { code: "unknown_message" },
  link_refused: { code: "link_refused", address: "http://example.com/" },
  not_now: { code: "not_now", state: "in_doubt" },
  vault: { code: "vault", state: "locked" },
  wrong_passphrase: { code: "wrong_passphrase" },
  locked_file_damaged: { code: "locked_file_damaged" },
  locked_file_newer: { code: "locked_file_newer" },
  passphrase_too_short: { code: "passphrase_too_short", least: 8 },
  keys_not_kept: { code: "keys_not_kept" },
  credentials_missing: { code: "credentials_missing", account: "x:@northwind" },
  offline: { code: "offline" },
  network_refused: { code: "network_refused", said },
  network_trouble: { code: "network_trouble", said: null },
  rate_limited: { code: "rate_limited", until: Date.UTC(2026, 10, 22, 14, 32) },
  sign_in_again: { code: "sign_in_again", said },
  no_access: { code: "no_access", said: null },
  account_stopped: { code: "account_stopped", said },
  in_doubt: { code: "in_doubt" },
  practice_trouble: { code: "practice_trouble", detail: "port taken" },
};

describe("error sentences", () => {
  it.each(Object.values(EVERY))("says what to do for $code", (error) => {
    const sentence = errorSentence(error);
    expect(sentence).toMatch(/^\S.*[.]$/u);
    expect(sentence).not.toMatch(/[{}]|undefined|null|\[object|error_| {2}/u);
    expect(sentence.split(/[.!?](?:\s|$)/u).filter(Boolean).length).toBeGreaterThanOrEqual(2);
  });

  it("quotes the network's words with their code", () => {
    expect(errorSentence(EVERY.network_refused)).toContain(
      "The network said: “You cannot send messages to this user.” (code 349).",
    );
  });

  it("names the damaged file where it is known", () => {
    expect(errorSentence(EVERY.store_damaged)).toContain("file byline.damaged.db is damaged.");
    expect(errorSentence({ ...EVERY.store_damaged, kept_at: "" })).toContain("file is damaged.");
  });

  it("says a reply's state in the page's words, never by the engine's names", () => {
    const now = (state: string) => errorSentence({ code: "not_now", state });
    expect(now("returned_stale")).toContain("This reply is returned now");
    expect(now("waiting_rate_limit")).toContain("This reply is waiting now");
    expect(now("discarded")).toContain("This reply is put away now");
    expect(now("in_doubt")).toContain("This reply is in doubt now");
  });

  it("says only what is known where the network said nothing", () => {
    expect(errorSentence(EVERY.network_trouble)).not.toContain("The network said");
  });

  it("keeps error texts plain, for the command line reads them too", () => {
    const texts = Object.entries(catalogue).filter(([key]) => key.startsWith("error_"));
    expect(texts.map(([key]) => key.slice("error_".length)).sort()).toEqual(
      Object.keys(EVERY).sort(),
    );
    for (const [, text] of texts) expect(text).toBeTypeOf("string");
  });

  it("takes anything that is no code for something unexpected", () => {
    expect(asErrorCode(new Error("boom"))).toEqual({ code: "unexpected" });
    expect(asErrorCode("invalid args")).toEqual({ code: "unexpected" });
    expect(asErrorCode({ code: "offline" })).toEqual({ code: "offline" });
  });
});
