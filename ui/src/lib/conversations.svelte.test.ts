import { flushSync } from "svelte";
import { expect, test } from "vitest";
import { conversationsOn, readAhead } from "./conversations.svelte";
import { FakeDesk } from "./desk.fake";

const lists = (desk: FakeDesk) => desk.calls.filter(({ name }) => name === "conversation_list");

test("a list that was read ahead is not read again, and hears what changed meanwhile", async () => {
  const desk = new FakeDesk({ operator: "Ana Ruiz" });
  readAhead(desk);
  const stop = $effect.root(() => {
    const list = conversationsOn(desk);
    flushSync();
    expect(lists(desk)).toHaveLength(1);
    desk.changed("inbox");
    void list.read();
  });
  await expect.poll(() => lists(desk).length).toBe(2);
  stop();
  desk.changed("inbox");
  expect(lists(desk)).toHaveLength(2);
});

test("a list that was read ahead for another desk is nobody's", () => {
  const [one, other] = [new FakeDesk(), new FakeDesk()];
  readAhead(one);
  const stop = $effect.root(() => void conversationsOn(other));
  expect(lists(other)).toHaveLength(1);
  stop();
});
