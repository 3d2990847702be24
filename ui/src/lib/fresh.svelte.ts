/**
 * Something read from the desk that is read again when the desk says that it
 * changed. Reads never overlap: a change during a read leads to exactly one
 * more, so that what is shown is always the newest answer.
 */
import type { Desk, Topic } from "./desk";
import { asErrorCode, type ErrorCode } from "./errors";

export class Fresh<T> {
  /** The newest answer; undefined until there is one. Stays when a later read fails. */
  value = $state.raw<T | undefined>();
  error = $state.raw<ErrorCode | undefined>();
  #read: () => Promise<T>;
  #stop: () => void;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(desk: Desk, concerns: (topic: Topic) => boolean, read: () => Promise<T>) {
    this.#read = read;
    this.#stop = desk.changes((topic) => {
      if (concerns(topic)) void this.read();
    });
    void this.read();
  }

  /** Reads now; while a read is under way, once more after it. */
  read(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#loop();
    return this.#running;
  }

  async #loop() {
    do {
      this.#again = false;
      try {
        const value = await this.#read();
        if (this.#stopped) return;
        this.value = value;
        this.error = undefined;
      } catch (thrown) {
        if (this.#stopped) return;
        this.error = asErrorCode(thrown);
      }
    } while (this.#again && !this.#stopped);
    // In the same step: a change between the last look and this would be lost.
    this.#running = undefined;
  }

  /** No answer is taken over after this. */
  stop() {
    this.#stopped = true;
    this.#stop();
  }
}

/** A `Fresh` that ends with the component that made it. */
export function fresh<T>(
  desk: Desk,
  concerns: (topic: Topic) => boolean,
  read: () => Promise<T>,
): Fresh<T> {
  const kept = new Fresh(desk, concerns, read);
  $effect(() => () => kept.stop());
  return kept;
}
