/**
 * What was just done and can be taken back. One line at a time, for `OFFERED`;
 * the time stands still while somebody is at it. A newer offer replaces the
 * older one, whose deed then stays done.
 */

/** How long an offer stands, in milliseconds, without the time in which somebody is at it. */
export const OFFERED = 10_000;

export interface UndoOffer {
  /** What was done, as a sentence. */
  text: string;
  undo: () => void | Promise<void>;
}

export class UndoLine {
  offer = $state.raw<UndoOffer | undefined>();
  #left = OFFERED;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(offer: UndoOffer) {
    this.offer = offer;
    this.#left = OFFERED;
    this.resume();
  }

  /** Somebody is at the line: it stays. */
  pause() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= Date.now() - this.#since;
  }

  resume() {
    clearTimeout(this.#timer);
    this.#since = Date.now();
    this.#timer = setTimeout(() => this.dismiss(), Math.max(0, this.#left));
  }

  dismiss() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.offer = undefined;
  }

  /** Takes it back, once. Failing is for whoever offered it to say. */
  take() {
    const taken = this.offer;
    this.dismiss();
    void taken?.undo();
  }
}

export const undoLine = new UndoLine();

/** Offers to take back what was just done. */
export function offerUndo(offer: UndoOffer) {
  undoLine.show(offer);
}
