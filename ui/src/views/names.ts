/** The views of the window, in the order of the sidebar. */
export const VIEWS = [
  "inbox",
  "drafts",
  "outbox",
  "personas",
  "accounts",
  "ledger",
  "settings",
] as const;

export type ViewName = (typeof VIEWS)[number];
