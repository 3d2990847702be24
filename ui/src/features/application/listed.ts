import { locale } from "$lib/locale";

const format = new Intl.ListFormat(locale(), { type: "conjunction" });

/** `Brand, Website and Volume` */
export const listed = (words: readonly string[]) => format.format(words);
