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
import { withPicture } from "./beside";
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
  const text = withPicture({ text: writing.text.trim(), picture: writing.picture });
  return text === "" ? bubbles : [...bubbles, brandBubble(text, now, writing.speaker)];
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
      return onItsWay(item.state)
        ? [brandBubble(withPicture(item), item.released_at, item.spoken_as)]
        : [];
  }
}

/** What goes along is at least named. */
function shown(item: {
  text: string;
  attachment: string | null;
  picture: MessagePicture | null;
}): string {
  const text = withPicture(item);
  return text === "" && item.attachment !== null ? m.row_attachment() : text;
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
