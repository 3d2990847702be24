/** What there is to choose about delivery, each in a word and a short sentence. */
import type { DeliveryChoices } from "$lib/bindings/DeliveryChoices";
import type { Place } from "$lib/bindings/Place";
import { m } from "$messages";

type Named = Exclude<keyof DeliveryChoices, "undo_seconds" | "pace_seconds">;

export interface Question {
  name: Named;
  title: string;
  story: string;
  options: { value: string; text: string }[];
}

const option = (value: string, text: string) => ({ value, text });

export function questions(at: Place["at"]): Question[] {
  return [
    {
      name: "stale",
      title: m.delivery_stale(),
      story: m.delivery_stale_story(),
      options: [
        option("return", m.delivery_stale_return()),
        option("ask", m.delivery_stale_ask()),
        option("send", m.delivery_stale_send()),
      ],
    },
    {
      name: "doubt",
      title: m.delivery_doubt(),
      story: m.delivery_doubt_story(),
      options: [
        option("read_back", m.delivery_doubt_read_back()),
        option("ask", m.delivery_doubt_ask()),
      ],
    },
    {
      name: "neighbours",
      title: m.delivery_neighbours(),
      story: m.delivery_neighbours_story(),
      options: [
        option("alone", m.delivery_neighbours_alone()),
        option("several", m.delivery_neighbours_several()),
      ],
    },
    {
      name: "mark_read",
      title: m.delivery_mark_read(),
      story: m.delivery_mark_read_story(),
      options: [
        option("never", m.delivery_never()),
        option("on_open", m.delivery_mark_read_on_open()),
        option("on_reply", m.delivery_mark_read_on_reply()),
      ],
    },
    {
      name: "typing",
      title: m.delivery_typing(),
      story: m.delivery_typing_story(),
      options: [
        option("never", m.delivery_never()),
        option("on_open", m.delivery_typing_on_open()),
        option("on_reply", m.delivery_typing_on_reply()),
      ],
    },
    {
      name: "quick_reading",
      title: m.delivery_quick_reading(),
      story:
        at === "practice"
          ? m.delivery_quick_reading_story_practice()
          : m.delivery_quick_reading_story(),
      options: [
        option("off", m.delivery_quick_reading_off()),
        option("on", m.delivery_quick_reading_on()),
      ],
    },
  ];
}
