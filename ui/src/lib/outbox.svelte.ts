/**
 * Watches the outbox and says aloud what became of replies. A reply leaves the
 * outbox by being sent, taken back or put away; the last two are this person's
 * own doing and no news.
 */
import { m } from "$messages";
import { announcer } from "./announce.svelte";
import type { OutboxRow } from "./bindings/OutboxRow";

export class OutboxWatch {
  #before: Map<string, OutboxRow> | undefined;
  #handled = new Set<string>();

  /** This person did something about the reply themselves. */
  handled(reply: string) {
    this.#handled.add(reply);
  }

  /** The newest outbox; the first one only tells what is there. */
  look(rows: readonly OutboxRow[]) {
    const now = new Map(rows.map((row) => [row.reply.id, row]));
    const before = this.#before;
    this.#before = now;
    if (!before) return;
    for (const [id, row] of before) {
      if (!now.has(id) && !this.#handled.delete(id)) {
        announcer.say(
          m.live_sent({ name: row.customer.name, line: row.reply.spoken_as.look.line }),
        );
      }
    }
    for (const [id, row] of now) {
      const state = row.reply.state.state;
      if (before.get(id)?.reply.state.state === state) continue;
      const name = row.customer.name;
      if (state === "in_doubt") announcer.say(m.live_in_doubt({ name }));
      else if (state === "failed") announcer.say(m.live_failed({ name }));
      else if (state.startsWith("returned") && state !== "returned_by_person")
        announcer.say(m.live_returned({ name }));
    }
  }
}
