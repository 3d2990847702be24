/** The sidebar's list: every view with its icon, its keys, and the number that stands beside it. */
import BadgeCheck from "@lucide/svelte/icons/badge-check";
import BookText from "@lucide/svelte/icons/book-text";
import FlaskConical from "@lucide/svelte/icons/flask-conical";
import Inbox from "@lucide/svelte/icons/inbox";
import KeyRound from "@lucide/svelte/icons/key-round";
import Pencil from "@lucide/svelte/icons/pencil";
import Send from "@lucide/svelte/icons/send";
import UsersRound from "@lucide/svelte/icons/users-round";
import type { Entry } from "$features/shell/entry";
import type { Counts } from "$lib/bindings/Counts";
import { caps } from "$lib/keys.svelte";
import { practiceStanding } from "$lib/practice.svelte";
import { m } from "$messages";
import { viewWord, type ViewName, type WorkView } from "./names";

type Row = Entry<ViewName>;

export function entries(counts: Counts, views: readonly WorkView[]): Row[][] {
  return [
    [
      counted(plain("inbox", Inbox), counts.unread, m.nav_unread({ count: counts.unread })),
      counted(plain("drafts", Pencil), counts.drafts, m.nav_drafts({ count: counts.drafts })),
      outbox(counts),
    ],
    [
      plain("personas", UsersRound),
      plain("accounts", KeyRound),
      plain("application", BadgeCheck),
      plain("ledger", BookText),
    ],
    ...(views.includes("practice") ? [[practice()]] : []),
  ];
}

function plain(name: WorkView, icon: Row["icon"]): Row {
  return { name, word: viewWord(name), keys: caps(name), icon, count: 0, said: "", urgent: "no" };
}

const counted = (entry: Row, count: number, said: string): Row =>
  count > 0 ? { ...entry, count, said } : entry;

function outbox(counts: Counts): Row {
  const said = m.nav_outbox({ count: counts.outbox });
  if (counts.needs_you === 0) return counted(plain("outbox", Send), counts.outbox, said);
  return {
    ...plain("outbox", Send),
    count: counts.outbox,
    said: `${said}, ${m.nav_needs_you({ count: counts.needs_you })}`,
    urgent: "yes",
  };
}

/** An outage there is easily forgotten elsewhere. */
function practice(): Row {
  const entry = plain("practice", FlaskConical);
  return practiceStanding.outage === null
    ? entry
    : { ...entry, count: 1, said: m.nav_practice_outage(), urgent: "yes" };
}
