/** The page's language: the catalogue's, in the variety that the system prefers. */
import { m } from "$messages";

const language = (tag: string) => tag.split("-")[0];

/** A BCP 47 tag: `en-GB` where the catalogue is English and the system British. */
export function locale(wished: readonly string[] = navigator.languages ?? []): string {
  const catalogue = m.locale_tag();
  return wished.find((tag) => language(tag) === language(catalogue) && known(tag)) ?? catalogue;
}

function known(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** Tells the document its language and on which side its lines begin. */
export function dressDocument(root: HTMLElement) {
  root.lang = m.locale_tag();
  root.dir = m.locale_direction();
}
