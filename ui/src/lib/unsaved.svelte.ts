/**
 * Something written that leaving would lose: whoever wants to lead away asks
 * here first, and a person is asked once. Who holds what is unsaved draws the
 * question.
 */
class Unsaved {
  /** Where it would go on to, while a person is asked. */
  leaving = $state.raw<(() => void) | undefined>();
  #holder: (() => boolean) | undefined;

  /** Asks from now on whether something is unsaved; until the returned function is called. */
  hold(unsaved: () => boolean): () => void {
    this.#holder = unsaved;
    return () => {
      if (this.#holder !== unsaved) return;
      this.#holder = undefined;
      this.leaving = undefined;
    };
  }

  /** Goes on at once where nothing is lost, else after a person said so. */
  leave(go: () => void) {
    if (this.#holder?.()) this.leaving = go;
    else go();
  }

  /** A person gave up what is unsaved. */
  giveUp() {
    const go = this.leaving;
    this.leaving = undefined;
    this.#holder = undefined;
    go?.();
  }

  stay() {
    this.leaving = undefined;
  }
}

export const unsaved = new Unsaved();
