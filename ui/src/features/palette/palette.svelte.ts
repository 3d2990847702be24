/**
 * One field for everything: plain text finds, `>` commands. Messages are asked
 * of the desk, one question at a time; an answer to an older text is not shown.
 */
import { find, grouped, type Entry } from "./finding";

export interface Sources {
  /** Conversations, personas and views. */
  places: readonly Entry[];
  commands: readonly Entry[];
  /** Messages with a text in them. A failed search finds nothing: its reason is among the past problems. */
  search: (text: string) => Promise<Entry[]>;
  /** The headings, from top to bottom. */
  order: readonly string[];
}

export class Palette {
  text = $state("");
  at = $state(0);
  #messages = $state.raw<Entry[]>([]);
  #sources: () => Sources;
  #asking = false;

  constructor(sources: () => Sources) {
    this.#sources = sources;
  }

  groups = $derived.by(() => {
    const { places, commands, order } = this.#sources();
    // Commands are few, and nobody guesses the name of one that is not shown.
    if (this.text.startsWith(">"))
      return grouped(find(commands, this.text.slice(1), commands.length), order);
    return grouped([...find(places, this.text), ...this.#messages], order);
  });
  entries = $derived(this.groups.flatMap(({ entries }) => entries));
  /** What Enter does. */
  current = $derived(this.entries[Math.min(this.at, this.entries.length - 1)]);

  write(text: string) {
    this.text = text;
    this.at = 0;
    if (!this.#asking) void this.#ask();
  }

  /** Moves by one, around the ends. */
  move(step: 1 | -1) {
    const { length } = this.entries;
    if (length > 0) this.at = (Math.min(this.at, length - 1) + step + length) % length;
  }

  async #ask() {
    this.#asking = true;
    let asked: string;
    do {
      asked = this.text;
      const wanted = asked.startsWith(">") ? "" : asked.trim();
      const found =
        wanted === ""
          ? []
          : await this.#sources()
              .search(wanted)
              .catch(() => []);
      if (asked === this.text) this.#messages = found;
    } while (asked !== this.text);
    this.#asking = false;
  }
}
