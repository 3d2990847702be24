/** Where a look stands with an account, in a word and a tone; and on all accounts together. */
import { m } from "$messages";
import type { AccountView } from "$lib/bindings/AccountView";
import type { PersonaView } from "$lib/bindings/PersonaView";
import type { PublishedOn } from "$lib/bindings/PublishedOn";
import type { PublishState } from "$lib/bindings/PublishState";

export interface Standing {
  word: string;
  tone: "quiet" | "ok" | "warn" | "bad";
  mark: "none" | "going" | "live" | "doubt" | "refused" | "gone" | "old";
}

export function publishStanding(state: PublishState, place?: AccountView["place"]): Standing {
  switch (state.state) {
    case "not_published":
      return { word: m.published_not(), tone: "quiet", mark: "none" };
    case "publishing":
      return { word: m.published_going(), tone: "quiet", mark: "going" };
    case "live":
      return {
        word: place?.at === "practice" ? m.published_live_practice() : m.published_live(),
        tone: "ok",
        mark: "live",
      };
    case "in_doubt":
      return { word: m.published_doubt(), tone: "warn", mark: "doubt" };
    case "refused":
      return { word: m.published_refused(), tone: "bad", mark: "refused" };
    case "unusable":
      return {
        word: place?.at === "practice" ? m.published_gone_practice() : m.published_gone(),
        tone: "warn",
        mark: "gone",
      };
  }
}

/** Of the newest look on one account; where an older look is live there, that is said instead of nothing. */
export function placeStanding(
  { state, speaks_in }: PublishedOn,
  place?: AccountView["place"],
): Standing {
  const quiet = state.state === "not_published" && speaks_in !== null;
  return quiet
    ? { word: m.published_old(), tone: "quiet", mark: "old" }
    : publishStanding(state, place);
}

const WORST = ["unusable", "refused", "in_doubt", "publishing", "live", "not_published"];

/** The one thing to know about a persona: trouble before success. */
export function rosterStanding(persona: PersonaView, accounts: readonly AccountView[]): Standing {
  const places = [...persona.published].sort((a, b) => rank(a) - rank(b));
  const first = places[0];
  if (!first) return publishStanding({ state: "not_published" });
  const live = places.filter((place) => place.state.state === "live").length;
  const shown = placeStanding(
    first,
    accounts.find((account) => account.id === first.account)?.place,
  );
  return shown.mark === "live" && live > 1
    ? { ...shown, word: m.published_live_n({ count: live }) }
    : shown;
}

function rank(place: PublishedOn): number {
  return WORST.indexOf(place.state.state);
}
