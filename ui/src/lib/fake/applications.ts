/** Access applications of the fake desk. */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";

type Answers = {
  [K in Extract<keyof Commands, `application_${string}`>]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"] | Promise<Commands[K]["answer"]>;
};

function unanswered(): never {
  throw { code: "unexpected" } satisfies ErrorCode;
}

export class FakeApplications {
  protected accounts: () => AccountView[];
  protected changed: (...topics: Topic[]) => void;

  constructor(accounts: () => AccountView[], changed: (...topics: Topic[]) => void) {
    this.accounts = accounts;
    this.changed = changed;
  }

  answers: Answers = {
    application_list: unanswered,
    application_start: unanswered,
    application_show: unanswered,
    application_save: unanswered,
    application_versions: unanswered,
    application_diary_add: unanswered,
    application_reminder_done: unanswered,
    application_export: unanswered,
    application_import: unanswered,
    application_form_set: unanswered,
  };
}
