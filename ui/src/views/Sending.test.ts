import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { Composer } from "$features/composer/composing.svelte";
import { announcer } from "$lib/announce.svelte";
import { FakeDesk, type FakeStart } from "$lib/desk.fake";
import { draw } from "$test/draw";
import App from "../App.svelte";
import ReplyHere from "./ReplyHere.svelte";

async function open(start: FakeStart = {}, wish: string | null = null) {
  const desk = new FakeDesk({ operator: "Ana Ruiz", ...start });
  desk.delivery.wish(wish);
  render(App, { props: { desk } });
  await screen.findByTestId("nav-inbox");
  return desk;
}

/** The conversation with Maya Lindqvist, who waits longest. */
async function talk() {
  const [row] = await screen.findAllByTestId("conversation-row");
  await fireEvent.click(row as HTMLElement);
  return screen.findByTestId<HTMLTextAreaElement>("composer-text");
}

const MAYA = { account: "account-northwind", customer: "7001" };
const shown = (desk: FakeDesk) => asked(desk, "conversation_show").length;
const asked = (desk: FakeDesk, name: string) => desk.calls.filter((call) => call.name === name);

describe("a reply that was just sent", () => {
  it("is held, said once, and comes back with Alt U to where one writes", async () => {
    const desk = await open();
    const field = await talk();
    await expect.poll(() => screen.getByTestId("speaking-as").textContent).toContain("Ana");
    await fireEvent.input(field, { target: { value: "The blue one, M." } });
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await expect.poll(() => field.value).toBe("");
    expect(announcer.text).toContain("Held for 10 seconds: the reply to Maya Lindqvist.");
    const held = async () =>
      (await desk.call("conversation_show", MAYA)).items.some(
        (item) => item.item === "reply" && item.state.state === "held",
      );
    expect(await held()).toBe(true);
    await vi.waitFor(() => expect(shown(desk)).toBeGreaterThan(1));
    await fireEvent.keyDown(field, { key: "u", altKey: true });
    await expect.poll(() => field.value).toBe("The blue one, M.");
    expect(announcer.text).toContain("Not sent.");
    expect(document.activeElement).toBe(field);
    expect(await held()).toBe(false);
  });

  it("says how far its author saw the conversation", async () => {
    const desk = await open();
    const field = await talk();
    await fireEvent.input(field, { target: { value: "Yes" } });
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await expect.poll(() => asked(desk, "reply_send").length).toBe(1);
    expect(asked(desk, "reply_send")[0]?.request).toMatchObject({
      seen: 5,
      leave: { leave: "after_undo" },
    });
  });
});

describe("the outbox as a queue", () => {
  it("shows what needs a person first, then the order of leaving, and forecasts it", async () => {
    await open({}, "delivery");
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    const parts = await screen.findAllByRole("heading", { level: 2 });
    expect(parts.map((part) => part.textContent)).toEqual([
      "Waits for you",
      "In the order in which they leave",
      "Behind one that needs you",
    ]);
    expect(screen.getByTestId("outbox-leaving").textContent).toMatch(/held.*limit.*Asia\/Tokyo/su);
    expect(screen.getByTestId("outbox-held_up").textContent).toContain(
      "waits behind one that needs you",
    );
    expect(screen.getByTestId("outbox-forecast").textContent).toContain("the last about");
  });

  it("lets those behind a returned reply go first, once that was asked", async () => {
    const desk = await open({}, "delivery");
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-skip"));
    expect(asked(desk, "reply_skip")).toEqual([]);
    await fireEvent.click(screen.getByTestId("confirm-yes"));
    await expect.poll(() => asked(desk, "reply_skip").length).toBe(1);
  });

  it("leads from a stale reply into its conversation", async () => {
    const desk = await open({}, "delivery");
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-look"));
    await screen.findByTestId("composer-text");
    expect(screen.getByTestId("thread-name").textContent).toBe("Priya N.");
    expect(asked(desk, "reply_try_again")).toEqual([]);
  });

  it("sends it all the same there, and says how far it was seen", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    desk.delivery.wish("delivery");
    const priya = { account: "account-northwind", customer: "7003" };
    const composer = new Composer(desk, priya);
    composer.adopt(await desk.call("conversation_show", priya));
    const { replies } = await desk.call("outbox_list", {});
    const reply = replies.find((row) => row.reply.state.state === "returned_stale")?.reply;
    if (!reply) throw new Error("nothing stale");
    const nothing = () => {};
    const around = { at: "practice", reason: "held_up", looking: "yes" } as const;
    draw(desk, ReplyHere, { reply, composer, ...around, onhandled: nothing, ontaken: nothing });
    await fireEvent.click(screen.getByTestId("reply-send_all_the_same"));
    await expect.poll(() => asked(desk, "reply_try_again").length).toBe(1);
    expect(asked(desk, "reply_try_again")[0]?.request).toMatchObject({ seen: 3 });
  });

  it("asks about a stale reply on the spot where the account is set so", async () => {
    const desk = await open({ delivery: { stale: "ask" } }, "delivery");
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-send_unread"));
    await fireEvent.click(screen.getByTestId("confirm-yes"));
    await expect.poll(() => asked(desk, "reply_try_again").length).toBe(1);
    expect(asked(desk, "reply_try_again")[0]?.request).toMatchObject({ seen: null });
  });

  it("shows what was read of a reply in doubt, and what happens next", async () => {
    const desk = await open();
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-see_doubt"));
    expect((await screen.findAllByTestId("doubt-reading")).length).toBe(2);
    const dialog = screen.getByTestId("doubt");
    expect(dialog.textContent).toContain("Proves nothing: it shows nothing newer than the try.");
    expect(screen.getByTestId("doubt-next").textContent).toContain("Byline goes on reading");
    await fireEvent.click([...dialog.querySelectorAll("button")].at(-1) as HTMLElement);
    await fireEvent.click(screen.getByTestId("confirm-yes"));
    await expect.poll(() => asked(desk, "reply_discard").length).toBe(1);
  });
});

describe("a reply with a time of its own", () => {
  it("shows its zone, and gets another time", async () => {
    const desk = await open({}, "delivery");
    await fireEvent.click(screen.getByTestId("nav-outbox"));
    await fireEvent.click(await screen.findByTestId("reply-change_time"));
    expect(screen.getByTestId("schedule-zone").textContent).toBe("Asia/Tokyo");
    await fireEvent.click(screen.getByTestId("schedule-nine"));
    await fireEvent.submit(screen.getByTestId("schedule-yes").closest("form") as HTMLFormElement);
    await expect.poll(() => asked(desk, "reply_reschedule").length).toBe(1);
    expect(asked(desk, "reply_reschedule")[0]?.request).toMatchObject({ zone: "Asia/Tokyo" });
  });
});

describe("stopping everything", () => {
  it("is F9 without a question, also while one writes, and is said in every view", async () => {
    const desk = await open();
    const field = await talk();
    await fireEvent.keyDown(field, { key: "F9" });
    expect((await screen.findByTestId("stopped")).textContent).toContain("Stopped by Ana Ruiz at");
    await expect
      .poll(() => screen.getByTestId("stopped-counts").textContent)
      .toBe("2 not sent, 1 in doubt and being resolved.");
    await fireEvent.click(screen.getByTestId("nav-ledger"));
    expect(screen.getByTestId("stopped")).toBeTruthy();
    await fireEvent.keyDown(document.body, { key: "F9" });
    expect(asked(desk, "outbox_stop")).toHaveLength(1);
  });

  it("goes on only after one question that shows what leaves then", async () => {
    const desk = await open({}, "stopped");
    await fireEvent.click(await screen.findByTestId("resume"));
    await expect.poll(() => screen.queryAllByTestId("resume-reply").length).toBe(1);
    expect(screen.getByTestId("resume-dialog").textContent).toContain("2 still wait for you.");
    expect(asked(desk, "outbox_resume")).toEqual([]);
    await fireEvent.click(screen.getByTestId("resume-yes"));
    await expect.poll(() => screen.queryByTestId("stopped")).toBeNull();
  });

  it("says that requests under way are still coming to their end", async () => {
    await open({}, "stopping");
    expect((await screen.findByTestId("stopped-ending")).textContent).toContain("under way");
  });

  it("stays unsaid as done where it could not be done", async () => {
    const desk = await open();
    desk.refusals.set("outbox_stop", { code: "disk_full" });
    await fireEvent.click(screen.getByTestId("stop"));
    expect((await screen.findByTestId("toast")).textContent).toContain("disk is full");
    expect(screen.queryByTestId("stopped")).toBeNull();
  });
});
