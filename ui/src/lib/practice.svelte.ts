/**
 * The outage that lasts on the practice network, as the window last read it: the
 * sidebar shows it too. It is followed while an account practises, and read again
 * when the accounts change; the practice view, which reads oftener, tells it as well.
 */
import type { Desk } from "./desk";
import { Fresh } from "./fresh.svelte";

class PracticeStanding {
  outage = $state<string | null>(null);

  /** Reads it now and on each change of the accounts, until the returned function is called. */
  follow(desk: Desk): () => void {
    let followed = true;
    const standing = new Fresh(
      desk,
      (topic) => topic === "accounts",
      async () => {
        const { outage } = await desk.call("practice_show", {});
        if (followed) this.outage = outage;
      },
    );
    return () => {
      followed = false;
      standing.stop();
      this.outage = null;
    };
  }
}

export const practiceStanding = new PracticeStanding();
