/**
 * One portrait in the making: a photo, prepared by the desk, and the square cut
 * out of it. What is drawn follows every movement at once; the desk cuts after
 * it, one cut at a time and always the newest, so that the portrait that is
 * saved is the one that is seen. Whoever saves waits for `settled`.
 */
import type { StagedPicture } from "$lib/bindings/StagedPicture";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";
import { clamped, sameSquare, whole, type Square } from "./crop";

/** So long nothing may move before the desk cuts, in milliseconds. */
const REST = 150;

export class PortraitEditor {
  picture = $state.raw<StagedPicture | undefined>();
  /** A photo is being prepared; what was there before can still be used. */
  working = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  /** How often the desk has cut: part of the picture's address. */
  revision = $state(0);
  #desk: Desk;
  #fine = $state.raw<Square>({ x: 0, y: 0, size: 0 });
  #proposed = $state.raw<Square | undefined>();
  #origin = $state<"none" | "photo" | "look">("none");
  #cut: Square | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cutting: Promise<void> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The square in whole pixels, as it is cut. */
  get square(): Square {
    return this.picture ? whole(this.picture, this.#fine) : this.#fine;
  }

  /** The square between pixels, for what has to move smoothly. */
  get fine(): Square {
    return this.#fine;
  }

  /** Something else than the proposal was chosen. */
  get moved(): boolean {
    return this.#proposed !== undefined && !sameSquare(this.square, this.#proposed);
  }

  /** There is a portrait here that is not the look's own. */
  get changed(): boolean {
    return this.#origin === "photo" || (this.#origin === "look" && this.moved);
  }

  /** The picture's address once it is cut as it is seen. */
  get path(): string | null {
    return this.picture ? `staged/${this.picture.id}/${this.revision}` : null;
  }

  /** The photo that was dropped on the window, where the page itself was given none. */
  async takeDropped() {
    await this.#prepare("photo", () => this.#desk.droppedPicture());
  }

  /** The photo in the clipboard, where the paste itself brought none. */
  async paste() {
    await this.#prepare("photo", () => this.#desk.pastePicture());
  }

  /** A photo from a file, dropped or pasted. The newest one wins; a refused one leaves the one before. */
  async stage(file: Blob) {
    await this.#prepare("photo", async () =>
      this.#desk.stagePicture(new Uint8Array(await file.arrayBuffer())),
    );
  }

  /** Opens the working copy of a look, to cut it again. */
  async reopen(look: string) {
    await this.#prepare("look", () => this.#desk.call("picture_reopen", { look }));
  }

  adjust(square: Square) {
    if (!this.picture) return;
    this.#fine = clamped(this.picture, square);
    this.error = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#follow(), REST);
  }

  /** Back to what was proposed. */
  undo() {
    if (this.#proposed) this.adjust(this.#proposed);
  }

  /**
   * The staged picture's key, once the desk has cut it as it is seen; `null`
   * where there is nothing new. Rejects with the `ErrorCode` of a failed cut.
   */
  async settled(): Promise<string | null> {
    clearTimeout(this.#timer);
    await this.#follow();
    if (this.#cut && !sameSquare(this.#cut, this.square)) throw asErrorCode(this.error);
    return this.changed ? (this.picture?.id ?? null) : null;
  }

  async #prepare(origin: "photo" | "look", prepare: () => Promise<StagedPicture>) {
    const turn = ++this.#turn;
    this.working = true;
    this.error = undefined;
    try {
      const picture = await prepare();
      if (turn !== this.#turn) return;
      clearTimeout(this.#timer);
      this.picture = picture;
      this.revision += 1;
      this.#origin = origin;
      this.#cut = picture.crop;
      this.#proposed = whole(picture, picture.crop);
      this.#fine = picture.crop;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asErrorCode(thrown);
    } finally {
      if (turn === this.#turn) this.working = false;
    }
  }

  #follow(): Promise<void> {
    this.#cutting ??= this.#cutNewest().finally(() => (this.#cutting = undefined));
    return this.#cutting;
  }

  async #cutNewest() {
    for (;;) {
      const { picture, square } = this;
      if (!picture || (this.#cut && sameSquare(this.#cut, square))) return;
      try {
        await this.#desk.call("picture_crop", { picture: picture.id, crop: square });
        if (this.picture?.id !== picture.id) continue;
        this.#cut = square;
        this.revision += 1;
      } catch (thrown) {
        if (this.picture?.id === picture.id) this.error = asErrorCode(thrown);
        return;
      }
    }
  }
}
