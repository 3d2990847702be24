/**
 * Makes a language that nobody speaks out of the catalogue: every sentence is
 * longer by about two fifths, accented and bracketed, and its lines begin on
 * the right. What is cut, hard-coded or not mirrored shows at once.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PSEUDO = "en-XA";
const FILLING = " lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod";
const LONGER = 0.4;
const [PLAIN, ACCENTED] = [[..."aceilnosuyzACEIOSU"], [..."áçéíłñöšüýžÁÇÉÍÖŠÜ"]];
const ACCENTS = Object.fromEntries(PLAIN.map((letter, at) => [letter, ACCENTED[at]]));

/** One text, its placeholders untouched. */
export function pseudo(text) {
  if (text === "") return text;
  const accented = text
    .split(/(\{[^}]*\})/u)
    .map((part) =>
      part.startsWith("{") ? part : [...part].map((one) => ACCENTS[one] ?? one).join(""),
    )
    .join("");
  const more = Math.ceil(text.replace(/\{[^}]*\}/gu, "").length * LONGER);
  return `[${accented}${FILLING.repeat(3).slice(0, more)}]`;
}

/** What is read by the machine stays what it is. */
const FIXED = { locale_tag: PSEUDO, locale_direction: "rtl" };

/** A whole catalogue in the pseudo-language. */
export function pseudoCatalogue(catalogue) {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => {
      if (key.startsWith("$")) return [key, value];
      if (key in FIXED) return [key, FIXED[key]];
      if (typeof value === "string") return [key, pseudo(value)];
      const variants = value.map((one) => ({
        ...one,
        match: Object.fromEntries(
          Object.entries(one.match).map(([which, text]) => [which, pseudo(text)]),
        ),
      }));
      return [key, variants];
    }),
  );
}

/** Writes the catalogue and the project that compiles it; both are ignored by git. */
export function writePseudo() {
  const place = (path) => new URL(`../${path}`, import.meta.url);
  const catalogue = JSON.parse(readFileSync(place("messages/en.json"), "utf8"));
  const settings = JSON.parse(readFileSync(place("project.inlang/settings.json"), "utf8"));
  const write = (path, content) =>
    writeFileSync(place(path), `${JSON.stringify(content, null, 2)}\n`);
  mkdirSync(fileURLToPath(place("pseudo.inlang")), { recursive: true });
  write(`messages/${PSEUDO}.json`, pseudoCatalogue(catalogue));
  write("pseudo.inlang/settings.json", { ...settings, baseLocale: PSEUDO, locales: [PSEUDO] });
}
