/** The window of the fake desk: it only notes what the page did with it. */
import type { ClosingQuestion } from "../bindings/ClosingQuestion";
import type { WindowPort } from "../desk";
import type { ErrorCode } from "../errors";

type Unsettled = Omit<ClosingQuestion, "wish">;

export class FakeWindow implements WindowPort {
  /** What the page did, in order. */
  readonly acts: ("hide" | "quit" | "stay" | "restart")[] = [];
  /** Which backups were to take the place of a file that cannot be opened. */
  readonly rescued: string[] = [];
  /** Why that is refused, until it is deleted. */
  rescueRefusal: ErrorCode | undefined;
  /** How often the page said that its first rows stand. */
  paintings = 0;
  /** Whether there is a browser to open. */
  browser: "here" | "missing" = "here";
  /** How often somebody wanted to quit. */
  leaves = 0;
  /** Which pages were opened in the browser, in order. */
  readonly opened: string[] = [];
  /** What was put among the downloads, in order. */
  readonly documents: { path: string; text: string }[] = [];
  /** Which of them were opened, in order. */
  readonly shown: string[] = [];
  /** The text of the document that is dropped next. */
  dropping = "";
  #listeners = new Set<(question: ClosingQuestion) => void>();
  #catchers = new Set<() => void>();
  #unsettled: () => Unsettled;

  constructor(unsettled: () => Unsettled) {
    this.#unsettled = unsettled;
  }

  asked(listener: (question: ClosingQuestion) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  drops(listener: () => void): () => void {
    this.#catchers.add(listener);
    return () => this.#catchers.delete(listener);
  }

  async openAddress(address: string) {
    if (this.browser === "missing") throw { code: "no_browser", address } satisfies ErrorCode;
    this.opened.push(address);
  }

  openLink = (address: string) => this.openAddress(address);

  async saveDocument(fileName: string, text: string) {
    const path = `/home/ana/Downloads/${fileName}`;
    this.documents.push({ path, text });
    return path;
  }

  async openDocument(path: string) {
    if (!this.documents.some((one) => one.path === path))
      throw { code: "document_not_opened", path } satisfies ErrorCode;
    this.shown.push(path);
  }

  droppedDocument = async () => this.dropping;

  async hide() {
    this.acts.push("hide");
  }

  async painted() {
    this.paintings += 1;
  }

  async quit() {
    this.acts.push("quit");
  }

  async stay() {
    this.acts.push("stay");
  }

  async rescue(backup: string) {
    if (this.rescueRefusal) throw this.rescueRefusal;
    this.rescued.push(backup);
  }

  async restart() {
    this.acts.push("restart");
  }

  async leave() {
    this.leaves += 1;
    const unsettled = this.#unsettled();
    const { leaving, in_doubt, stopped } = unsettled;
    if (leaving + in_doubt + stopped > 0) this.ask({ ...unsettled, wish: "quit" });
    else await this.quit();
  }

  /** Somebody drops a file on the window, where the web view gives it to the shell. */
  drop() {
    for (const listener of this.#catchers) listener();
  }

  /** Asks the page, as the shell does. */
  ask(question: ClosingQuestion) {
    for (const listener of this.#listeners) listener(question);
  }
}
