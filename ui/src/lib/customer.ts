/**
 * What the customer will see, from what the thread holds and the draft that is
 * being written: only what arrived or is about to, never what failed or is in
 * doubt.
 */
import { m } from "$messages";
import type { CustomerBubble } from "./bindings/CustomerBubble";
import type { ReplyState } from "./bindings/ReplyState";
import type { SpokenAs } from "./bindings/SpokenAs";
import type { ThreadItem } from "./bindings/ThreadItem";
import { portraitPath } from "./kind";
import { lineOn } from "./look";

/** The text being written and as whom; nobody where nobody was chosen. */
export interface Writing {
  text: string;
  speaker: Pick<SpokenAs, "kind" | "look"> | null;
}

export function customerBubbles(
  items: ThreadItem[],
  writing: Writing,
  now: number,
): CustomerBubble[] {
  const bubbles = items.flatMap(bubble);
  if (writing.text.trim() === "") return bubbles;
  return [...bubbles, brandBubble(writing.text.trim(), now, writing.speaker)];
}

/** How many replies may have arrived, and are left out. */
export function inDoubt(items: ThreadItem[]): number {
  return items.filter((item) => item.item === "reply" && item.state.state === "in_doubt").length;
}

function bubble(item: ThreadItem): CustomerBubble[] {
  switch (item.item) {
    case "incoming":
      return [{ from: "customer", text: shown(item), at: item.at, line: null, picture: null }];
    case "outgoing":
      return [brandBubble(shown(item), item.at, item.spoken_as)];
    case "reply":
      return onItsWay(item.state) ? [brandBubble(item.text, item.released_at, item.spoken_as)] : [];
  }
}

/** An attachment without a text is at least named. */
function shown(item: { text: string; attachment: string | null }): string {
  return item.text === "" && item.attachment !== null ? m.row_attachment() : item.text;
}

function brandBubble(
  text: string,
  at: number,
  speaker: Pick<SpokenAs, "look"> | null,
): CustomerBubble {
  return {
    from: "brand",
    text,
    at,
    line: speaker && lineOn("x", speaker.look),
    picture: speaker ? portraitPath(speaker.look) : null,
  };
}

function onItsWay(state: ReplyState): boolean {
  switch (state.state) {
    case "held":
    case "scheduled":
    case "queued":
    case "waiting_offline":
    case "waiting_rate_limit":
    case "waiting_trouble":
    case "waiting_account_stopped":
    case "waiting_picture":
    case "sending":
    case "sent":
      return true;
    default:
      return false;
  }
}
