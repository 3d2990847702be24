/** The languages that a conversation can be written in, named in the page's own. */
import { locale } from "./locale";

/** BCP 47 tags, of those for which systems commonly bring a dictionary. */
export const LANGUAGES = [
  "ar",
  "cs",
  "da",
  "de",
  "el",
  "en-GB",
  "en-US",
  "es",
  "fi",
  "fr",
  "he",
  "hi",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "nb",
  "nl",
  "pl",
  "pt-BR",
  "pt-PT",
  "ro",
  "ru",
  "sv",
  "th",
  "tr",
  "uk",
  "vi",
  "zh-CN",
  "zh-TW",
] as const;

/** `German`, `Portuguese (Brazil)`; the tag itself where it has no name. */
export function languageName(tag: string): string {
  try {
    return (
      new Intl.DisplayNames(locale(), { type: "language", languageDisplay: "standard" }).of(tag) ??
      tag
    );
  } catch {
    return tag;
  }
}
