/** What was read of a reply in doubt, what it says, and what happens next, in words. */
import type { DoubtNext } from "$lib/bindings/DoubtNext";
import type { DoubtReading } from "$lib/bindings/DoubtReading";
import type { Likeness } from "$lib/bindings/Likeness";
import type { ReadingSays } from "$lib/bindings/ReadingSays";
import type { WhyAsked } from "$lib/bindings/WhyAsked";
import { clockOrDay, moment } from "$lib/time";
import { m } from "$messages";

/** How far a reading reached. */
export function reached({ back_to, newest }: DoubtReading): string {
  if (back_to === null || newest === null) return m.doubt_reached_nothing();
  return m.doubt_reached({ back_to: moment(back_to), newest: moment(newest) });
}

/** How many of what it showed may be the reply. */
export function among({ back_to, candidates: count }: DoubtReading): string {
  if (back_to === null) return "";
  return count === 0 ? m.doubt_reading_none() : m.doubt_reading_candidates({ count });
}

export function says(what: ReadingSays): string {
  switch (what) {
    case "counts":
      return m.doubt_says_counts();
    case "no_witness":
      return m.doubt_says_no_witness();
    case "lacking":
      return m.doubt_says_lacking();
    case "not_far_enough":
      return m.doubt_says_not_far_enough();
  }
}

export function likeness(what: Likeness): string {
  switch (what) {
    case "fits":
      return m.doubt_fits();
    case "from_elsewhere":
      return m.doubt_from_elsewhere();
    case "alike":
      return m.doubt_alike();
  }
}

/** What Byline does by itself, and when. */
export function next(what: DoubtNext, now: number): string[] {
  switch (what.next) {
    case "read_again":
      return [m.doubt_reads_again({ time: clockOrDay(what.at, now) }), m.doubt_then()];
    case "ask_person":
      return [
        whyAsked(what.why),
        what.reads_again_at === null
          ? m.doubt_reads_no_more()
          : m.doubt_reads_meanwhile({ time: clockOrDay(what.reads_again_at, now) }),
      ];
    case "settled":
      return [m.doubt_settled()];
  }
}

function whyAsked(why: WhyAsked): string {
  switch (why) {
    case "set_to_ask":
      return m.doubt_why_set_to_ask();
    case "several":
      return m.doubt_why_several();
    case "may_be_another_desks":
      return m.doubt_why_another_desk();
    case "looks_alike":
      return m.doubt_why_looks_alike();
    case "beyond_reach":
      return m.doubt_why_beyond_reach();
  }
}
