/** What the fake desk receives on X: links of every sort, what Byline does not draw, and a talk of years. */
import type { AccountView } from "../bindings/AccountView";
import type { ThreadItem } from "../bindings/ThreadItem";
import { fakeLinks } from "./links";
import { practiceAccount, type Talk } from "./world";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** On X, behind with reading, and with a span that X no longer shows. */
export function lateAccount(now: number): AccountView {
  return {
    ...practiceAccount(now),
    place: { at: "network" },
    read_at: null,
    behind: {
      from: now - 9 * DAY,
      to: now - 3 * HOUR,
      messages: 2400,
      catches_up: { when: "by", at: now + 2 * HOUR },
    },
    missed: [{ from: now - 52 * DAY, to: now - 41 * DAY, reach: "beyond" }],
  };
}

const said = (
  id: string,
  at: number,
  text: string,
  attachment: string | null = null,
): ThreadItem => ({
  item: "incoming",
  id,
  text,
  links: fakeLinks(text),
  attachment,
  picture: null,
  at,
});

const answered = (id: string, at: number, text: string): ThreadItem => ({
  item: "outgoing",
  id,
  text,
  links: fakeLinks(text),
  attachment: null,
  picture: null,
  at,
  spoken_as: null,
  author: null,
});

const LINKS = [
  "Is this really yours? https://shop.example.com/",
  "And this https://www.example.com/orders/2026/11/NW-48213/track?carrier=post&lang=en&token=a8f5f167f44f4964e6c998dee827110c#parcel says it left",
  "a friend sent me https://x.com@evil.example/login and http://example.com/offer",
  "Aus https://münchen.example/läden habe ich das auch, stimmt das?",
];

/** Links, and what is to be seen on X only. */
function linkTalk(now: number): Talk {
  const words = ["video", "location", "post", "card", "animated_gif", "model3d", "unknown"];
  const items = [
    ...LINKS.map((text, place) => said(`71${place}`, now - (20 - place) * HOUR, text)),
    answered("719", now - 15 * HOUR, "That one is ours: https://example.com/returns"),
    ...words.map((word, place) => said(`72${place}`, now - (9 - place) * HOUR, "", word)),
    said("730", now - HOUR, "انظر https://example.com/abc من فضلك"),
  ];
  const customer = { id: "7101", handle: "zoe_k", name: "Zoë Kowalski", picture: null };
  return { customer, items, read: false, speaker: null };
}

/** Four thousand messages, twenty minutes apart. */
function longTalk(now: number): Talk {
  const items = Array.from({ length: 4000 }, (_, place) => {
    const [id, at] = [`8${1_000_000 + place}`, now - (4000 - place) * (HOUR / 3)];
    const text =
      place === 700
        ? "The zebra sweater with the hole came back to you today"
        : `Message ${place + 1}. ${"And so on. ".repeat(place % 7)}`;
    return place % 3 === 2 ? answered(id, at, text) : said(id, at, text);
  });
  const customer = { id: "7102", handle: "old_friend", name: "Otto Friend", picture: null };
  return { customer, items, read: true, speaker: null };
}

export const receivedTalks = (now: number): Talk[] => [linkTalk(now), longTalk(now)];
