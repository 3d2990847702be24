/**
 * Choosing a moment by a wall clock in a zone. The wall clock stays when the zone
 * changes: nine o'clock there instead of here. A moment that is over, or that no
 * clock shows, is never handed on.
 */
import { asErrorCode, type ErrorCode } from "$lib/errors";
import {
  allZones,
  differs,
  findZones,
  inOneHour,
  momentOf,
  systemZone,
  timeIn,
  tomorrowAtNine,
  wallTime,
  zoneWord,
} from "$lib/zones";
import { m } from "$messages";

export interface Chosen {
  at: number;
  zone: string;
}

export class Scheduling {
  zone = $state("");
  date = $state("");
  time = $state("");
  /** What the list of zones is searched for. */
  typed = $state("");
  busy = $state(false);
  error = $state.raw<ErrorCode | undefined>();
  readonly zones = allZones();
  #now: () => number;
  #save: (chosen: Chosen) => Promise<unknown>;

  /** Begins with what was chosen before, else tomorrow at nine here. */
  constructor(
    save: (chosen: Chosen) => Promise<unknown>,
    before?: Chosen,
    now: () => number = Date.now,
  ) {
    this.#save = save;
    this.#now = now;
    this.zone = before?.zone ?? systemZone();
    this.#show(before?.at ?? tomorrowAtNine(now(), this.zone));
  }

  at = $derived(momentOf({ date: this.date, time: this.time }, this.zone));
  found = $derived(findZones(this.zones, this.typed));

  /** Why this time cannot be taken; empty where it can. */
  problem(now = this.#now()): string {
    if (this.date === "" || this.time === "") return m.schedule_incomplete();
    if (this.at === null) return m.schedule_no_such_time({ zone: zoneWord(this.zone) });
    return this.at <= now ? m.schedule_over() : "";
  }

  /** What it means, in words, here too where clocks differ. */
  meaning(): string {
    if (this.at === null) return "";
    const time = timeIn(this.at, this.zone);
    const zone = zoneWord(this.zone);
    return differs(this.at, this.zone)
      ? m.schedule_means_here({ time, zone, here: timeIn(this.at, systemZone()) })
      : m.schedule_means({ time, zone });
  }

  inOneHour() {
    this.#show(inOneHour(this.#now()));
  }

  tomorrowAtNine() {
    this.#show(tomorrowAtNine(this.#now(), this.zone));
  }

  /** Resolves to whether it was taken. */
  async save(): Promise<boolean> {
    if (this.busy || this.at === null || this.problem() !== "") return false;
    this.busy = true;
    this.error = undefined;
    try {
      await this.#save({ at: this.at, zone: this.zone });
      return true;
    } catch (thrown) {
      this.error = asErrorCode(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #show(at: number) {
    const wall = wallTime(at, this.zone);
    this.date = wall.date;
    this.time = wall.time;
  }
}
