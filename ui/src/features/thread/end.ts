/** The end of a thread stays in sight until somebody scrolls away from it by hand. */
import { tick } from "svelte";
import type { Pages } from "./pages.svelte";

export class KeptEnd {
  #pages: Pages;
  #scroller: () => HTMLElement | undefined;
  #at = true;
  #before = 0;
  /** Whether somebody scrolls: measuring rows moves the thread too, and does not leave the end. */
  #byHand = false;

  constructor(pages: Pages, scroller: () => HTMLElement | undefined) {
    this.#pages = pages;
    this.#scroller = scroller;
  }

  /** Somebody's wheel, finger or key. */
  touched = () => {
    this.#byHand = true;
  };

  /** Only scrolling up by hand leaves the end; growing content or a shrinking window does not. */
  watch = () => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    const byHand = this.#byHand;
    if (below < 4 && this.#pages.later === null) this.hold();
    else if (byHand && scrollTop < this.#before - 2) this.#at = false;
    this.#before = scrollTop;
    if (!byHand) return;
    if (scrollTop < clientHeight) void this.#pages.more();
    if (below < clientHeight) void this.#pages.onward();
  };

  hold() {
    this.#at = true;
    this.#byHand = false;
  }

  leave() {
    this.#at = false;
    this.#byHand = false;
  }

  /** Goes there, where it is held and shown. */
  reach = async () => {
    await tick();
    const scroller = this.#scroller();
    if (this.#at && this.#pages.later === null && scroller)
      scroller.scrollTop = scroller.scrollHeight;
  };

  /** The composer grows and shrinks, rows turn out longer; the end stays in sight. */
  followSize = (element: HTMLElement) => {
    const observer = new ResizeObserver(() => void this.reach());
    observer.observe(element);
    return () => observer.disconnect();
  };
}
