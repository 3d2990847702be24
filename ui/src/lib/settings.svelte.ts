/**
 * What was chosen at this desk, for whatever depends on it: read once when the
 * window opens, and known at once where it is changed in it. Until it was read,
 * the desk's own defaults hold.
 */
import type { Settings } from "./bindings/Settings";
import type { Desk } from "./desk";

export const USUAL: Settings = { closing: "ask", notify: "without_text", single_keys: "on" };

class Chosen {
  value = $state.raw<Settings>(USUAL);

  /** Rejects with an `ErrorCode`; what was known stays. */
  async read(desk: Desk) {
    this.value = await desk.call("settings_show", {});
  }

  /** Rejects with an `ErrorCode`; what was known stays. */
  async change(desk: Desk, part: Partial<Settings>) {
    this.value = await desk.call("settings_set", { ...this.value, ...part });
  }
}

export const chosen = new Chosen();
