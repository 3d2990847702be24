/** What was done to a picture, or has to be known about the square, in words. */
import { m } from "$messages";
import type { PictureNote } from "$lib/bindings/PictureNote";
import { WHOLE } from "./crop";
import type { PortraitEditor } from "./editing.svelte";

export function notes({ picture, square }: PortraitEditor): string[] {
  if (!picture) return [];
  const said = picture.notes.map(note).filter((one) => one !== undefined);
  if (square.size < WHOLE) said.unshift(m.portrait_soft({ size: square.size, whole: WHOLE }));
  return said;
}

/** How the first square was found, and how to change it. */
export function howToAdjust({ picture }: PortraitEditor): string {
  if (!picture) return "";
  return picture.faces.length === 0
    ? m.portrait_no_face()
    : picture.faces.length === 1
      ? m.portrait_one_face()
      : m.portrait_adjust();
}

function note(one: PictureNote): string | undefined {
  switch (one) {
    case "first_frame":
      return m.note_first_frame();
    case "transparency_flattened":
      return m.note_transparency_flattened();
    case "converted_to_srgb":
      return m.note_converted_to_srgb();
    case "profile_unreadable":
      return m.note_profile_unreadable();
    case "ink_colours":
      return m.note_ink_colours();
    case "small":
      // Said with its number, and only as long as it is so.
      return undefined;
  }
}
