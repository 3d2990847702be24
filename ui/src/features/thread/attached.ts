/** What a message carries, in words: where there are none, the network's own. */
import { m } from "$messages";

const NAMES: Record<string, () => string> = {
  photo: m.thread_what_photo,
  animated_gif: m.thread_what_animation,
  video: m.thread_what_video,
  location: m.thread_what_place,
  media: m.thread_what_medium,
  post: m.thread_what_post,
  tweet: m.thread_what_post,
  card: m.thread_what_card,
  buttons: m.thread_what_buttons,
  unknown: m.thread_what_unknown,
};

export function attached(word: string): string {
  return NAMES[word]?.() ?? m.thread_what_other({ word });
}

/** What is to be said of it; nothing where a picture shows all there is. */
export function attachedWords(word: string | null, picture: "drawn" | "none"): string | null {
  if (word === null) return null;
  if (picture === "none") return m.thread_attachment({ what: attached(word) });
  return word === "animated_gif" ? m.thread_still() : null;
}
