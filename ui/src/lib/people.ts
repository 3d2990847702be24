/** Customers and brands without a picture: stable initials on a stable colour. */

/** How many colours `design/Avatar.svelte` has. */
export const HUES = 6;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Up to two whole graphemes, from the first and the last word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const first = grapheme(words[0] ?? "");
  const last = words.length > 1 ? grapheme(words.at(-1) ?? "") : "";
  const whole = first + last;
  return isLatin(whole) ? whole.toLocaleUpperCase() : first;
}

/** The same person has the same colour in every place and every session. */
export function hue(id: string): number {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}

function grapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return "";
}

function isLatin(text: string): boolean {
  return /^\p{Script=Latin}+$/u.test(text);
}

/** A name for the inside of a sentence: its direction leaves the words around it as they are. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
