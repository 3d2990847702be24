/** Languages by their BCP 47 tags, shown by name. Typed as a tag or as a name. */

const COMMON =
  "ar bg bn ca cs da de el en en-GB en-US es es-MX et fa fi fr fr-CA ga he hi hr hu id is it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv sw ta th tl tr uk ur vi zh-Hans zh-Hant".split(
    " ",
  );

const names = new Intl.DisplayNames(undefined, { type: "language", fallback: "code" });

/** `Portuguese (Brazil)` for `pt-BR`. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What to choose from while one types, by name. */
export function commonLanguages(): string[] {
  return COMMON.map(languageName);
}

/** The tag of what was typed; `undefined` where it names no language. */
export function languageTag(typed: string): string | undefined {
  const wish = typed.trim().toLocaleLowerCase();
  const named = COMMON.find((tag) => languageName(tag).toLocaleLowerCase() === wish);
  if (named) return named;
  try {
    const tag = Intl.getCanonicalLocales(typed.trim())[0];
    return tag !== undefined && languageName(tag) !== tag ? tag : undefined;
  } catch {
    return undefined;
  }
}
