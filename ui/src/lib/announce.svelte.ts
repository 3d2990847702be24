/** What a screen reader hears without the focus moving. Drawn once, by the window's live region. */
class Announcer {
  text = $state("");
  #turn = false;

  say(sentence: string) {
    // The same sentence twice is heard twice: a trailing space makes it differ.
    this.#turn = !this.#turn;
    this.text = this.#turn ? sentence : `${sentence} `;
  }
}

export const announcer = new Announcer();
