/** The emoji, from a list that Byline brings along; read when somebody first wants one. */
import { plain } from "./plain";

export interface Emoji {
  emoji: string;
  name: string;
  /** What it is found by. */
  found: string;
}

interface Row {
  emoji: string;
  annotation: string;
  tags?: string[];
  order?: number;
  version: number;
}

/** Newer ones are missing in the fonts of systems in use. */
const NEWEST = 15;

export async function allEmoji(): Promise<Emoji[]> {
  const { default: rows } = await import("emoji-picker-element-data/en/emojibase/data.json");
  return (rows as Row[])
    .filter((row) => row.version <= NEWEST)
    .map(({ emoji, annotation, tags = [] }) => ({
      emoji,
      name: annotation,
      found: plain([annotation, ...tags].join(" ")),
    }));
}

/** Those with every word among what they are found by. */
export function emojiWith(all: readonly Emoji[], text: string): readonly Emoji[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return words.length === 0
    ? all
    : all.filter(({ found }) => words.every((word) => found.includes(word)));
}
