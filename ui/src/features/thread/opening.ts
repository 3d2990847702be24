/** Leaving for the browser, or for another part of the thread. Why it was not done is shown. */
import type { Desk } from "$lib/desk";
import { asErrorCode, errorSentence } from "$lib/errors";
import { toast } from "$lib/toast.svelte";
import type { Pages } from "./pages.svelte";

/** Opens a link; which may be opened is the desk's to say. */
export async function openLink(desk: Desk, address: string): Promise<void> {
  try {
    await desk.window.openLink(address);
  } catch (thrown) {
    toast.show(errorSentence(asErrorCode(thrown)));
  }
}

export async function seek(pages: Pages, message: string): Promise<void> {
  try {
    await pages.seek(message);
  } catch (thrown) {
    toast.show(errorSentence(asErrorCode(thrown)));
  }
}
