import type { AccountView } from "$lib/bindings/AccountView";
import { m } from "$messages";

/** The views of the window, in the order of the sidebar; the settings stand at its foot. */
export const VIEWS = [
  "inbox",
  "drafts",
  "outbox",
  "personas",
  "accounts",
  "application",
  "ledger",
  "practice",
] as const;

/** The views that are about the work, each in the sidebar's list. */
export type WorkView = (typeof VIEWS)[number];
export type ViewName = WorkView | "settings";

export function viewWord(view: WorkView): string {
  return {
    inbox: m.view_inbox,
    drafts: m.view_drafts,
    outbox: m.view_outbox,
    personas: m.view_personas,
    accounts: m.view_accounts,
    application: m.view_application,
    ledger: m.view_ledger,
    practice: m.view_practice,
  }[view]();
}

/** The views that there are with these accounts: practice begins with a practice account. */
export function viewsWith(accounts: readonly AccountView[]): WorkView[] {
  const practises = accounts.some(({ place }) => place.at === "practice");
  return VIEWS.filter((view) => view !== "practice" || practises);
}
