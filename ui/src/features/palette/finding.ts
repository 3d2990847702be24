/** What a text finds among things that have a name: pure, without the desk. */
import { plain } from "$lib/plain";

/** Something that can be gone to or done. */
export interface Entry {
  key: string;
  /** Under which heading it stands, in words. */
  group: string;
  title: string;
  /** More that it is found by, and shown beside the title. */
  more: string;
  /** The key that does the same; empty without one. */
  keys: readonly string[];
  run: () => void;
}

/** So many of one group are shown; more letters find the others. */
export const MOST = 8;

/** Those with every word in title or more; names that begin with the text first, so many of a group. */
export function find(entries: readonly Entry[], text: string, most = MOST): Entry[] {
  const asked = plain(text).trim();
  const words = asked.split(/\s+/u).filter(Boolean);
  const counts = new Map<string, number>();
  return entries
    .map((entry) => ({
      entry,
      title: plain(entry.title),
      all: plain(`${entry.title} ${entry.more}`),
    }))
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .sort((a, b) => rank(a.title, asked) - rank(b.title, asked))
    .filter(({ entry: { group } }) => {
      const count = (counts.get(group) ?? 0) + 1;
      counts.set(group, count);
      return count <= most;
    })
    .map(({ entry }) => entry);
}

function rank(title: string, asked: string): number {
  if (asked !== "" && title.startsWith(asked)) return 0;
  return asked !== "" && title.includes(asked) ? 1 : 2;
}

/** Entries under their headings, in the order in which the headings come first. */
export function grouped(
  entries: readonly Entry[],
  order: readonly string[],
): { group: string; entries: Entry[] }[] {
  return order
    .map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
    .filter(({ entries: some }) => some.length > 0);
}
