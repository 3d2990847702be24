/**
 * The fields for passphrases. What was typed is in the page only until it is
 * handed over: taking it empties every field, whatever becomes of it.
 */
import { m } from "$messages";

/** Of a file that is there, of a new file, or another one for the same file. */
export type Wanted = "known" | "new" | "change";

export interface Given {
  /** What opens the file now; empty for a new file. */
  current: string;
  /** What locks it from now on; empty where that does not change. */
  next: string;
}

/** The fewest characters of a new passphrase, as people count them. */
export const LEAST = 8;

export class Passphrases {
  current = $state("");
  next = $state("");
  again = $state("");
  problem = $state<string | null>(null);
  #wanted: () => Wanted;

  constructor(wanted: () => Wanted) {
    this.#wanted = wanted;
  }

  get complete(): boolean {
    const wanted = this.#wanted();
    const known = wanted === "new" || this.current !== "";
    return known && (wanted === "known" || (this.next !== "" && this.again !== ""));
  }

  /** What was typed, if it can be used; the fields are empty afterwards. */
  take(): Given | undefined {
    const wanted = this.#wanted();
    const { current, next, again } = this;
    this.clear();
    if (wanted !== "known") {
      if (next !== again) this.problem = m.passphrase_differs();
      else if ([...next].length < LEAST) this.problem = m.passphrase_short();
    }
    if (this.problem) return undefined;
    return { current: wanted === "new" ? "" : current, next: wanted === "known" ? "" : next };
  }

  clear() {
    this.current = "";
    this.next = "";
    this.again = "";
    this.problem = null;
  }
}
