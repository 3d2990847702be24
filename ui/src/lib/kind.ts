/** A persona's kind in words and shapes. Shape comes before colour: see `design/Portrait.svelte`. */
import { m } from "$messages";
import type { Shape } from "$design/shape";
import type { KindName } from "./bindings/KindName";
import type { SpokenAs } from "./bindings/SpokenAs";

export const KINDS: readonly KindName[] = ["human", "automated", "guest", "team"];

export function kindWord(kind: KindName): string {
  switch (kind) {
    case "human":
      return m.kind_human();
    case "automated":
      return m.kind_automated();
    case "guest":
      return m.kind_guest();
    case "team":
      return m.kind_team();
  }
}

export function kindStory(kind: KindName): string {
  switch (kind) {
    case "human":
      return m.kind_human_story();
    case "automated":
      return m.kind_automated_story();
    case "guest":
      return m.kind_guest_story();
    case "team":
      return m.kind_team_story();
  }
}

export function kindShape(kind: KindName): Shape {
  switch (kind) {
    case "human":
      return "solid";
    case "automated":
      return "dashed";
    case "guest":
      return "starred";
    case "team":
      return "double";
  }
}

/** What a portrait says to somebody who does not see it, and on hover. */
export function portraitLabel(speaker: Pick<SpokenAs, "kind" | "look">): string {
  return m.portrait_of({ line: speaker.look.line, kind: kindWord(speaker.kind) });
}

/** The picture address of a look's portrait. */
export function portraitPath(look: { portrait: string }): string {
  return `portrait/${look.portrait}`;
}
