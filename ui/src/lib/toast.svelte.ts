/** The one sentence about a failure that has no place of its own. It stays until it is closed; all of them are among the past problems. */
class Toast {
  text = $state("");

  show(sentence: string) {
    this.text = sentence;
  }

  close() {
    this.text = "";
  }
}

export const toast = new Toast();
