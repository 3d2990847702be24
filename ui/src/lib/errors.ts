/**
 * The sentence for every way a command can fail: what happened, what was kept,
 * what to do. The switch is exhaustive: a new code does not compile until it
 * has its sentence.
 */
import { m } from "$messages";
import type { ErrorCode } from "./bindings/ErrorCode";
import { applicationField } from "./application";
import { clockOrDay } from "./time";
import { lineProblem } from "./line";
import { vaultWord } from "./vault";
import { stateWord } from "./reply";
import { quote } from "./words";

export type { ErrorCode };

/** What a rejected call carries; anything that is no code is `unexpected`. */
export function asErrorCode(thrown: unknown): ErrorCode {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) {
    if (typeof thrown.code === "string") return thrown as ErrorCode;
  }
  return { code: "unexpected" };
}

export function errorSentence(error: ErrorCode, now = Date.now()): string {
  return sentence(error, now).replace(/ {2,}/gu, " ").trim();
}

function sentence(error: ErrorCode, now: number): string {
  switch (error.code) {
    case "open_elsewhere":
      return m.error_open_elsewhere();
    case "open_in_other_version":
      return m.error_open_in_other_version({ version: error.version });
    case "handed_over":
      return m.error_handed_over();
    case "disk_full":
      return m.error_disk_full();
    case "not_writable":
      return m.error_not_writable({ detail: error.detail });
    case "store_newer":
      return m.error_store_newer({ found: error.found, ours: error.ours });
    case "store_damaged":
      return m.error_store_damaged({ kept_at: error.kept_at });
    case "unknown_backup":
      return m.error_unknown_backup({ backup: error.backup });
    case "backup_damaged":
      return m.error_backup_damaged({ backup: error.backup });
    case "backup_newer":
      return m.error_backup_newer({
        backup: error.backup,
        found: error.found,
        ours: error.ours,
      });
    case "customer_unsettled":
      return m.error_customer_unsettled({ replies: error.replies });
    case "retention_refused":
      return m.error_retention_refused({ least: error.least, most: error.most });
    case "file_there":
      return m.error_file_there({ path: error.path });
    case "file_not_written":
      return m.error_file_not_written({ path: error.path, detail: error.detail });
    case "unexpected":
      return m.error_unexpected();
    case "no_operator":
      return m.error_no_operator();
    case "name_refused":
      return m.error_name_refused();
    case "unknown_account":
      return m.error_unknown_account({ account: error.account });
    case "ambiguous_account":
      return m.error_ambiguous_account({ account: error.account });
    case "address_refused":
      return m.error_address_refused({ address: error.address });
    case "keys_refused":
      return m.error_keys_refused({ field: keyField(error.field) });
    case "callback_port_taken":
      return m.error_callback_port_taken({ port: error.port });
    case "callback_refused":
      return m.error_callback_refused({ callback: error.callback, said: quote(error.said) });
    case "only_pin":
      return m.error_only_pin({ said: quote(error.said) });
    case "login_denied":
      return m.error_login_denied();
    case "login_refused":
      return m.error_login_refused({ said: quote(error.said) });
    case "login_given_up":
      return m.error_login_given_up();
    case "no_login":
      return m.error_no_login();
    case "login_timed_out":
      return m.error_login_timed_out();
    case "no_browser":
      return m.error_no_browser({ address: error.address });
    case "document_not_saved":
      return m.error_document_not_saved({ folder: error.folder, detail: error.detail });
    case "document_not_opened":
      return m.error_document_not_opened({ path: error.path });
    case "unknown_persona":
      return m.error_unknown_persona({ persona: error.persona });
    case "ambiguous_persona":
      return m.error_ambiguous_persona({ persona: error.persona });
    case "persona_archived":
      return m.error_persona_archived({ line: error.line });
    case "persona_in_use":
      return m.error_persona_in_use({
        drafts: error.drafts,
        replies: error.replies,
        in_doubt: error.in_doubt,
        stopped: error.stopped,
      });
    case "persona_not_yours":
      return m.error_persona_not_yours({ line: error.line });
    case "look_changed":
      return m.error_look_changed({ line: error.line });
    case "details_refused":
      return m.error_details_refused({ field: error.field });
    case "line_refused":
      return m.error_line_refused({ problem: lineProblem(error.problem) });
    case "picture_gone":
      return m.error_picture_gone();
    case "picture_not_a_picture":
      return m.error_picture_not_a_picture();
    case "picture_heic":
      return m.error_picture_heic();
    case "picture_format":
      return m.error_picture_format({ name: error.name });
    case "picture_too_small":
      return m.error_picture_too_small({ width: error.width, height: error.height });
    case "picture_too_large":
      return m.error_picture_too_large();
    case "picture_too_many_pixels":
      return m.error_picture_too_many_pixels();
    case "picture_truncated":
      return m.error_picture_truncated();
    case "picture_damaged":
      return m.error_picture_damaged();
    case "picture_moves":
      return m.error_picture_moves();
    case "message_picture_gone":
      return m.error_message_picture_gone();
    case "draft_has_picture":
      return m.error_draft_has_picture();
    case "picture_crop":
      return m.error_picture_crop();
    case "clipboard_without_picture":
      return m.error_clipboard_without_picture();
    case "unknown_application":
      return m.error_unknown_application({ application: error.application });
    case "ambiguous_application":
      return m.error_ambiguous_application({ application: error.application });
    case "unknown_application_version":
      return m.error_unknown_application_version({ version: error.version });
    case "application_field_too_long":
      return m.error_application_field_too_long({ field: applicationField(error.field) });
    case "application_unreadable":
      return m.error_application_unreadable({ detail: error.detail });
    case "unknown_reminder":
      return m.error_unknown_reminder();
    case "diary_event_refused":
      return m.error_diary_event_refused();
    case "form_address_refused":
      return m.error_form_address_refused({ address: error.address });
    case "unknown_customer":
      return m.error_unknown_customer({ customer: error.customer });
    case "text_empty":
      return m.error_text_empty();
    case "text_too_long":
      return m.error_text_too_long({ length: error.length, limit: error.limit });
    case "automation_speaks_as_automated":
      return m.error_automation_speaks_as_automated();
    case "operator_is_no_bot":
      return m.error_operator_is_no_bot();
    case "guest_needs_takeover":
      return m.error_guest_needs_takeover();
    case "customer_never_wrote":
      return m.error_customer_never_wrote();
    case "time_over":
      return m.error_time_over();
    case "unknown_zone":
      return m.error_unknown_zone({ zone: error.zone });
    case "went_on":
      return m.error_went_on();
    case "nothing_behind":
      return m.error_nothing_behind();
    case "span_too_long":
      return m.error_span_too_long();
    case "not_published":
      return m.error_not_published({ line: error.line, account: error.account });
    case "unknown_reply":
      return m.error_unknown_reply();
    case "unknown_message":
      return m.error_unknown_message();
    case "link_refused":
      return m.error_link_refused({ address: error.address });
    case "not_now":
      return m.error_not_now({ state: stateWord(error.state) });
    case "vault":
      return m.error_vault({ state: vaultWord(error.state) });
    case "wrong_passphrase":
      return m.error_wrong_passphrase();
    case "locked_file_damaged":
      return m.error_locked_file_damaged();
    case "locked_file_newer":
      return m.error_locked_file_newer();
    case "passphrase_too_short":
      return m.error_passphrase_too_short({ least: error.least });
    case "keys_not_kept":
      return m.error_keys_not_kept();
    case "credentials_missing":
      return m.error_credentials_missing({ account: error.account });
    case "offline":
      return m.error_offline();
    case "network_refused":
      return m.error_network_refused({ said: quote(error.said) });
    case "network_trouble":
      return m.error_network_trouble({ said: quote(error.said) });
    case "rate_limited":
      return m.error_rate_limited({ until: clockOrDay(error.until, now) });
    case "sign_in_again":
      return m.error_sign_in_again({ said: quote(error.said) });
    case "no_access":
      return m.error_no_access({ said: quote(error.said) });
    case "account_stopped":
      return m.error_account_stopped({ said: quote(error.said) });
    case "in_doubt":
      return m.error_in_doubt();
    case "practice_trouble":
      return m.error_practice_trouble({ detail: error.detail });
    default:
      // Only a shell newer than the page comes here; a code without its
      // sentence does not compile.
      error satisfies never;
      return m.error_unexpected();
  }
}

/** A key's field by the name that the form gives it. */
export function keyField(field: string): string {
  switch (field) {
    case "consumer_key":
      return m.key_consumer_key();
    case "consumer_secret":
      return m.key_consumer_secret();
    case "token":
      return m.key_token();
    case "token_secret":
      return m.key_token_secret();
    default:
      return field;
  }
}
