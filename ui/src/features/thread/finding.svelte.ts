/** The message that was looked for: it can have the focus, and is marked for a moment. */
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import { announcer } from "$lib/announce.svelte";
import { m } from "$messages";

/** `now` while it is marked; then `before`, until another one is looked for. */
export type Found = "now" | "before" | "no";

const MARKED_MS = 3000;
/** A row cannot have the focus before it was measured. */
const FRAMES = 120;

export class Finding {
  #id = $state<string | undefined>();
  #marked = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  begin(id: string) {
    this.end();
    this.#id = id;
    this.#marked = true;
  }

  of(item: ThreadItem): Found {
    if (item.item === "reply" || item.id !== this.#id) return "no";
    return this.#marked ? "now" : "before";
  }

  /** As soon as it stands in the thread and can be seen; what it says is heard. */
  async focus(thread: HTMLElement | undefined) {
    const id = this.#id;
    if (id === undefined) return;
    for (let frame = 0; frame < FRAMES && this.#id === id; frame++) {
      const message = thread?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
      message?.focus({ preventScroll: true });
      if (message && document.activeElement === message) {
        const who = message.getAttribute("aria-label") ?? "";
        const text = message.querySelector(".text")?.textContent ?? "";
        announcer.say(m.thread_found({ who, text }));
        break;
      }
      await new Promise(requestAnimationFrame);
    }
    if (this.#id === id) this.#timer = setTimeout(() => (this.#marked = false), MARKED_MS);
  }

  end() {
    clearTimeout(this.#timer);
    this.#id = undefined;
    this.#marked = false;
  }
}
