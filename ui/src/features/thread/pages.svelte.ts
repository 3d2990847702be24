/**
 * The part of a conversation that is shown: messages that follow each other. The
 * desk gives the newest part, and others page by page. Earlier ones stay when
 * newer ones arrive. Somebody who looks at a message of long ago is shown the
 * part around it, and stays there until that part has grown to the newest, or
 * until they ask for the newest or answer.
 */
import type { Address } from "$lib/address";
import type { ConversationView } from "$lib/bindings/ConversationView";
import type { ThreadItem } from "$lib/bindings/ThreadItem";
import type { UnreadSpan } from "$lib/bindings/UnreadSpan";
import type { Desk } from "$lib/desk";

type Newest = Pick<ConversationView, "items" | "earlier" | "unread_spans">;

export class Pages {
  items = $state.raw<ThreadItem[]>([]);
  /** Where earlier messages begin; null at the beginning. */
  earlier = $state.raw<string | null>(null);
  /** Where later messages begin; null where the newest are shown. */
  later = $state.raw<string | null>(null);
  /** What was not read of the account, newest first. */
  spans = $state.raw<UnreadSpan[]>([]);
  /** The message that was looked for; another object each time. */
  sought = $state.raw<{ id: string } | undefined>();
  #desk: Desk;
  #address: Address;
  #newest: Newest | undefined;
  #asking = false;
  #seeking = false;

  constructor(desk: Desk, address: Address) {
    this.#desk = desk;
    this.#address = address;
  }

  /** Takes the newest part; what was read before it stays where they still touch. */
  take(view: Newest) {
    const answered = this.#newest !== undefined && answers(view, this.#newest);
    this.#newest = view;
    this.spans = view.unread_spans;
    if (this.#seeking) return;
    if (this.later === null || answered || this.#touch(view) >= 0) this.#join(view);
  }

  /** Shows the part around a message. Rejects where it is no longer there. */
  async seek(id: string): Promise<void> {
    if (!this.items.some((item) => item.item !== "reply" && item.id === id)) {
      this.#seeking = true;
      try {
        const asked = { ...this.#address, message: id };
        const page = await this.#desk.call("conversation_around", asked);
        this.items = page.items;
        this.earlier = page.earlier;
        this.later = page.later;
      } finally {
        this.#seeking = false;
        if (this.later === null && this.#newest) this.#join(this.#newest);
      }
    }
    this.sought = { id };
  }

  /** Shows the newest part. */
  toNewest() {
    this.later = null;
    this.items = [];
    if (this.#newest) this.#join(this.#newest);
  }

  /** Reads the page before; at most one at a time. It can be asked for again. */
  async more(): Promise<void> {
    const before = this.earlier;
    if (before === null) return;
    await this.#ask(async () => {
      const page = await this.#desk.call("conversation_earlier", { ...this.#address, before });
      // Meanwhile another part may be shown.
      if (this.earlier !== before) return;
      this.items = [...page.items, ...this.items];
      this.earlier = page.earlier;
    });
  }

  /** Reads the page after, likewise. */
  async onward(): Promise<void> {
    const after = this.later;
    if (after === null) return;
    await this.#ask(async () => {
      const page = await this.#desk.call("conversation_later", { ...this.#address, after });
      if (this.later !== after) return;
      this.items = [...this.items, ...page.items];
      this.later = page.later;
      if (page.later === null && this.#newest) this.#join(this.#newest);
    });
  }

  async #ask(read: () => Promise<void>) {
    if (this.#asking) return;
    this.#asking = true;
    try {
      await read();
    } catch {
      // What is shown stays, with the button for the rest.
    } finally {
      this.#asking = false;
    }
  }

  /** Where the newest part begins within what is shown; -1 where they do not touch. */
  #touch(view: Newest): number {
    const first = view.items[0];
    return first ? this.items.findIndex((item) => same(item, first)) : -1;
  }

  #join(view: Newest) {
    const before = this.#touch(view);
    this.later = null;
    if (before <= 0) {
      this.items = view.items;
      this.earlier = view.earlier;
    } else this.items = [...this.items.slice(0, before), ...view.items];
  }
}

function same(one: ThreadItem, other: ThreadItem): boolean {
  return one.item === other.item && one.id === other.id;
}

/** Whether somebody has answered here since. */
function answers(now: Newest, before: Newest): boolean {
  const known = new Set(before.items.map((item) => item.id));
  return now.items.some((item) => item.item === "reply" && !known.has(item.id));
}
