/** Pictures that go along with what is written, where there is room for words only. */
import type { MessagePicture } from "$lib/bindings/MessagePicture";
import { m } from "$messages";

/** A text, with a word for the picture beside it. */
export function withPicture(written: { text: string; picture: MessagePicture | null }): string {
  if (written.picture === null) return written.text;
  return written.text === "" ? m.beside_picture_alone() : m.beside_picture({ text: written.text });
}
