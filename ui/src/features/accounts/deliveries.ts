/** What there is to choose about delivery, each in a word and a short sentence. */
import type { DeliveryChoices } from "$lib/bindings/DeliveryChoices";
import { m } from "$messages";

type Named = keyof Pick<DeliveryChoices, "stale" | "doubt" | "neighbours">;

export interface Question {
  name: Named;
  title: string;
  story: string;
  options: { value: string; text: string }[];
}

const option = (value: string, text: string) => ({ value, text });

export function questions(): Question[] {
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
  ];
}
