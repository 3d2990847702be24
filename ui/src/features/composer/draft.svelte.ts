/**
 * Keeps what is being typed. Between a keystroke and the save that holds it
 * pass at most `MOST_WAIT` (plus the save itself): a pause saves after `PAUSE`,
 * and typing without a pause does not put it off any longer. Saves of one
 * conversation follow each other, so an older text never replaces a newer one.
 * A failed save loses nothing: the text stays pending and is tried again.
 */
import type { DraftSaved } from "$lib/bindings/DraftSaved";
import { asErrorCode, type ErrorCode } from "$lib/errors";

/** After this pause in typing the draft is saved, in milliseconds. */
export const PAUSE = 350;
/** A keystroke waits no longer than this for its save to begin, in milliseconds. */
export const MOST_WAIT = 700;
/** A failed save is tried again after this, in milliseconds. */
export const AGAIN = 4_000;

export interface Draft {
  text: string;
  /** The path of the picture beside it. */
  picture: string | null;
  persona: string | null;
}

export type Keeping = "untouched" | "unsaved" | "saved" | "failed";

export class DraftKeeper {
  keeping = $state<Keeping>("untouched");
  error = $state.raw<ErrorCode | undefined>();
  /** When the desk last had the draft; 0 before the first save. */
  savedAt = 0;
  #save: (draft: Draft) => Promise<DraftSaved>;
  #pending: Draft | undefined;
  #running: Promise<void> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #most: ReturnType<typeof setTimeout> | undefined;

  constructor(save: (draft: Draft) => Promise<DraftSaved>) {
    this.#save = save;
  }

  /** To be called on every keystroke and every change of the speaker. */
  changed(draft: Draft) {
    this.#pending = draft;
    if (this.keeping !== "failed") this.keeping = "unsaved";
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.flush(), PAUSE);
    this.#most ??= setTimeout(() => void this.flush(), MOST_WAIT);
  }

  /** Saves now what is not saved, and resolves when nothing is on its way any more. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#pause);
    clearTimeout(this.#most);
    this.#most = undefined;
    if (this.#pending) this.#running ??= this.#write();
    return this.#running;
  }

  async #write() {
    while (this.#pending) {
      const draft = this.#pending;
      this.#pending = undefined;
      try {
        const saved = await this.#save(draft);
        this.savedAt = Math.max(this.savedAt, saved.at);
        this.error = undefined;
        this.keeping = this.#pending ? "unsaved" : "saved";
      } catch (thrown) {
        this.#pending ??= draft;
        this.error = asErrorCode(thrown);
        this.keeping = "failed";
        clearTimeout(this.#pause);
        this.#pause = setTimeout(() => void this.flush(), AGAIN);
        break;
      }
    }
    // In the same step: what is typed between the last look and this has to be saved, too.
    this.#running = undefined;
  }
}
