/**
 * Steering the practice network: one act at a time. What went wrong stands
 * beside the controls it belongs to, until the next act.
 */
import type { Commands } from "$lib/bindings/commands";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";

/** Where an act was asked for. */
export type Place = "people" | "access" | "outage" | "clock" | "kept" | "faults" | "switches";

/** The commands that change the network. */
export type Act = Exclude<
  Extract<keyof Commands, `practice_${string}`>,
  "practice_show" | "practice_truth" | "practice_conversation" | "practice_open" | "practice_write"
>;

export class Steering {
  /** Where an act is under way. */
  busy = $state<Place | null>(null);
  #failed = $state.raw<{ place: Place; code: ErrorCode } | undefined>();
  #desk: Desk;
  #look: () => Promise<void>;

  /** `look` reads the network again after every act. */
  constructor(desk: Desk, look: () => Promise<void>) {
    this.#desk = desk;
    this.#look = look;
  }

  /** What went wrong there with the last act. */
  error(place: Place): ErrorCode | undefined {
    return this.#failed?.place === place ? this.#failed.code : undefined;
  }

  /** Does it and looks again; nothing while another act is under way. Says whether it was done. */
  async act<A extends Act>(
    place: Place,
    name: A,
    request: Commands[A]["request"],
  ): Promise<"done" | "failed"> {
    if (this.busy) return "failed";
    this.busy = place;
    this.#failed = undefined;
    try {
      await this.#desk.call(name, request);
      await this.#look();
      return "done";
    } catch (thrown) {
      this.#failed = { place, code: asErrorCode(thrown) };
      return "failed";
    } finally {
      this.busy = null;
    }
  }
}
