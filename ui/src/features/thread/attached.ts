/** What a message carries, in words: the network's own word where we have none. */
import { m } from "$messages";

const NAMES: Record<string, () => string> = {
  photo: m.thread_what_photo,
  animated_gif: m.thread_what_animation,
  video: m.thread_what_video,
  location: m.thread_what_place,
  media: m.thread_what_medium,
};

export function attached(word: string): string {
  return NAMES[word]?.() ?? word;
}
