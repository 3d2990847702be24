/**
 * Texts that meet in one draft, by the same rule as the desk's: what somebody
 * types, and what comes into the draft meanwhile.
 */
const BETWEEN = "\n\n";

/** Both texts, the first one first. */
export function together(first: string, second: string): string {
  return [first, second].filter((text) => text !== "").join(BETWEEN);
}

/** What remains of a text without a part that was put together with it; the whole where that is no part of it. */
export function without(text: string, part: string): string {
  if (part === "") return text;
  if (text === part) return "";
  if (text.startsWith(part + BETWEEN)) return text.slice(part.length + BETWEEN.length);
  if (text.endsWith(BETWEEN + part)) return text.slice(0, -part.length - BETWEEN.length);
  return text;
}
