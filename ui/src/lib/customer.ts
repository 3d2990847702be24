/**
 * What the customer will see, from what the thread holds and the draft that is
 * being written: only what arrived or is about to, never what failed or is in
 * doubt.
 */
import { m } from "$messages";
import type { CustomerBubble } from "./bindings/CustomerBubble";
import type { MessagePicture } from "./bindings/MessagePicture";
import type { ReplyState } from "./bindings/ReplyState";
import type { SpokenAs } from "./bindings/SpokenAs";
import type { ThreadItem } from "./bindings/ThreadItem";
import { portraitPath } from "./kind";
import { lineOn } from "./look";

/** What is being written and as whom; nobody where nobody was chosen. */
export interface Writing {
  text: string;
  picture: MessagePicture | null;
  speaker: Pick<SpokenAs, "kind" | "look"> | null;
}

export function customerBubbles(
  items: ThreadItem[],
  writing: Writing,
  now: number,
): CustomerBubble[] {
  const bubbles = items.flatMap(bubble);
  const text = writing.text.trim();
  if (text === "" && writing.picture === null) return bubbles;
  return [...bubbles, brandBubble({ ...writing, text }, now, writing.speaker)];
}

/** How many replies may have arrived, and are left out. */
export function inDoubt(items: ThreadItem[]): number {
  return items.filter((item) => item.item === "reply" && item.state.state === "in_doubt").length;
}

function bubble(item: ThreadItem): CustomerBubble[] {
  switch (item.item) {
    case "incoming":
      return [{ from: "customer", ...drawn(item), at: item.at, line: null, picture: null }];
    case "outgoing":
      return [brandBubble(item, item.at, item.spoken_as)];
    case "reply":
      return onItsWay(item.state) ? [brandBubble(item, item.released_at, item.spoken_as)] : [];
  }
}

interface Said {
  text: string;
  picture: MessagePicture | null;
  /** What goes along besides text, in the network's word. */
  attachment?: string | null;
}

/** The picture that goes along is drawn; anything else is at least named. */
function drawn({ text, picture, attachment }: Said) {
  const named = text === "" && picture === null && attachment;
  return { text: named ? m.row_attachment() : text, photo: picture?.path ?? null };
}

function brandBubble(
  said: Said,
  at: number,
  speaker: Pick<SpokenAs, "look"> | null,
): CustomerBubble {
  return {
    from: "brand",
    ...drawn(said),
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
