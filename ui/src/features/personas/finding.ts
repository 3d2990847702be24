/**
 * Finding a persona among hundreds: every word that one types has to stand
 * in its line, its own lines, its tags, its languages or its kind. Accents
 * and capitals make no difference.
 */
import type { KindName } from "$lib/bindings/KindName";
import type { PersonaView } from "$lib/bindings/PersonaView";
import { kindWord } from "$lib/kind";
import { languageName } from "./languages";

export interface Wish {
  text: string;
  kind: KindName | "any";
  /** A tag; empty: any. */
  tag: string;
  shelf: "in_use" | "archived";
}

export const EVERYBODY: Wish = { text: "", kind: "any", tag: "", shelf: "in_use" };

export function plainly(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** What is searched of a persona, made once and kept as long as the persona is. */
const known = new WeakMap<PersonaView, string>();

function searched(persona: PersonaView): string {
  const kept = known.get(persona);
  if (kept !== undefined) return kept;
  const { look, details, kind } = persona;
  const made = plainly(
    [
      look.line,
      ...look.own_lines.map((own) => own.line),
      ...details.tags,
      ...details.languages.flatMap((tag) => [tag, languageName(tag)]),
      kindWord(kind),
    ].join(" "),
  );
  known.set(persona, made);
  return made;
}

export function found(personas: readonly PersonaView[], wish: Wish): PersonaView[] {
  const words = plainly(wish.text).split(/\s+/u).filter(Boolean);
  return personas.filter((persona) => {
    if ((persona.archived_at !== null) !== (wish.shelf === "archived")) return false;
    if (wish.kind !== "any" && persona.kind !== wish.kind) return false;
    if (wish.tag !== "" && !persona.details.tags.some((tag) => same(tag, wish.tag))) return false;
    const text = searched(persona);
    return words.every((word) => text.includes(word));
  });
}

/** Every tag once, by name. */
export function tagsOf(personas: readonly PersonaView[]): string[] {
  const tags = new Map<string, string>();
  for (const persona of personas)
    for (const tag of persona.details.tags)
      if (!tags.has(tag.toLocaleLowerCase())) tags.set(tag.toLocaleLowerCase(), tag);
  return [...tags.values()].sort((a, b) => a.localeCompare(b));
}

function same(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}
