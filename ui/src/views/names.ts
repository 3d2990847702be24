import { m } from "$messages";

/** The views of the window, in the order of the sidebar; the settings stand at its foot. */
export const VIEWS = ["inbox", "drafts", "outbox", "personas", "accounts", "ledger"] as const;

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
    ledger: m.view_ledger,
  }[view]();
}
