/**
 * The parts of a conversation that were read so far. The desk gives the newest
 * messages; earlier ones come page by page and stay when newer ones arrive.
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
  /** What was not read of the account, newest first. */
  spans = $state.raw<UnreadSpan[]>([]);
  #desk: Desk;
  #address: Address;
  #asking = false;

  constructor(desk: Desk, address: Address) {
    this.#desk = desk;
    this.#address = address;
  }

  /** Takes the newest part; what was read before it stays where they still touch. */
  take(view: Newest) {
    this.spans = view.unread_spans;
    const first = view.items[0];
    const before = first ? this.items.findIndex((item) => same(item, first)) : -1;
    if (before <= 0) {
      this.items = view.items;
      this.earlier = view.earlier;
    } else this.items = [...this.items.slice(0, before), ...view.items];
  }

  /** Reads the page before; at most one at a time. It can be asked for again. */
  async more(): Promise<void> {
    const before = this.earlier;
    if (before === null || this.#asking) return;
    this.#asking = true;
    try {
      const page = await this.#desk.call("conversation_earlier", { ...this.#address, before });
      // Meanwhile the newest part may have left what was read before.
      if (this.earlier !== before) return;
      this.items = [...page.items, ...this.items];
      this.earlier = page.earlier;
    } catch {
      // What is shown stays, with the button for earlier messages.
    } finally {
      this.#asking = false;
    }
  }
}

function same(one: ThreadItem, other: ThreadItem): boolean {
  return one.item === other.item && one.id === other.id;
}
