import { describe, expect, it } from "vitest";
import { announcer } from "./announce.svelte";
import type { OutboxRow } from "./bindings/OutboxRow";
import type { ReplyState } from "./bindings/ReplyState";
import { customerBubbles } from "./customer";
import { FakeDesk } from "./desk.fake";
import { Fresh } from "./fresh.svelte";
import { OutboxWatch } from "./outbox.svelte";
import { hue, initials } from "./people";
import type { Words } from "./bindings/Words";
import { standing } from "./reply";
import { actsOf } from "./replyActs";
import { waited } from "./time";

const MINUTE = 60_000;

describe("waiting time", () => {
  it("is said in the largest fitting unit", () => {
    expect(waited(0, 30_000)).toBe("now");
    expect(waited(0, 4 * MINUTE)).toBe("4 min");
    expect(waited(0, 130 * MINUTE)).toBe("2 h 10");
    expect(waited(0, 61 * MINUTE)).toBe("1 h 01");
    expect(waited(0, 3 * 24 * 60 * MINUTE)).toBe("3 d");
    expect(waited(MINUTE, 0)).toBe("now");
  });
});

describe("initials", () => {
  it("take whole graphemes of any script", () => {
    expect(initials("Maya Lindqvist")).toBe("ML");
    expect(initials("田中 太郎")).toBe("田");
    expect(initials("نور العلي")).toBe("ن");
    expect(initials("👩‍👩‍👧 family")).toBe("👩‍👩‍👧");
    expect(initials("")).toBe("");
  });

  it("stand on a colour that stays the person's", () => {
    expect(hue("7004")).toBe(hue("7004"));
    expect(new Set(["1", "2", "3", "4", "5", "6", "7", "8"].map(hue)).size).toBeGreaterThan(3);
  });
});

describe("what the customer will see", () => {
  it("ends with the draft as its speaker, and leaves out what is in doubt", async () => {
    const desk = new FakeDesk();
    const talk = await desk.call("conversation_show", { account: "a", customer: "7005" });
    const speaker = {
      kind: "human" as const,
      look: { id: "l", line: "Ana", own_lines: [], portrait: "p1", created_at: 0 },
    };
    const bubbles = customerBubbles(talk.items, { text: " Hi ", picture: null, speaker }, 5);
    expect(bubbles.map((bubble) => bubble.text)).toEqual([
      "lol is this really @lena?? 😭",
      "hello??",
      "Hi",
    ]);
    expect(bubbles.at(-1)).toMatchObject({ from: "brand", line: "Ana", picture: "portrait/p1" });
  });

  it("shows the line that is the look's own for the network", () => {
    const own_lines = [{ network: "x", line: "Ana" }];
    const look = { id: "l", line: "Ana Ruiz, Care Team", own_lines, portrait: "p1", created_at: 0 };
    const speaker = { kind: "human" as const, look };
    expect(customerBubbles([], { text: "Hi", picture: null, speaker }, 5)).toMatchObject([
      { line: "Ana" },
    ]);
  });

  it("draws the picture beside the draft, with its text or alone", () => {
    const picture = { path: "picture/p1", width: 4, height: 3 };
    for (const text of ["Look", ""])
      expect(customerBubbles([], { text, picture, speaker: null }, 5)).toMatchObject([
        { text, photo: "picture/p1" },
      ]);
  });

  it("shows no empty bubble for an empty draft", () => {
    expect(customerBubbles([], { text: "  ", picture: null, speaker: null }, 0)).toEqual([]);
  });
});

describe("a reply's standing", () => {
  const of = (state: ReplyState) => standing({ state, behind_another: false }, 0, "network");

  it("never offers to send again what may have arrived", () => {
    const state: ReplyState = { state: "in_doubt", since: 0 };
    const acts = actsOf({ state, may_be_skipped: true }, "yes");
    expect(acts).toEqual(["see_doubt", "arrived", "give_back"]);
    expect(of(state).why).toBe(
      "It may have arrived. Byline reads back from X whether it did, and never sends it again without proof. Nothing behind it leaves meanwhile.",
    );
  });

  it("sends nobody to X for what the practice network has", () => {
    const doubt = standing(
      { state: { state: "in_doubt", since: 0 }, behind_another: false },
      0,
      "practice",
    );
    expect(doubt.why).toContain("You can also look under Practice customer in the conversation.");
    expect(doubt.why).not.toContain("X");
  });

  it("does not speak of X where the practice network held a reply back", () => {
    const said = { status: 503, code: 130, text: "Over capacity." };
    const states: ReplyState[] = [
      { state: "waiting_rate_limit", until: 0 },
      { state: "waiting_trouble", until: 0, said },
      { state: "failed", said },
      { state: "returned_look_gone" },
    ];
    for (const state of states) {
      const { word, why } = standing({ state, behind_another: false }, 0, "practice");
      expect(`${word} ${why}`).not.toMatch(/\bX\b/u);
    }
  });

  it("offers nothing while it is being sent", () => {
    expect(actsOf({ state: { state: "sending" }, may_be_skipped: false }, "yes")).toEqual([]);
  });

  it("quotes the network where it failed", () => {
    const said = { status: 403, code: 349, text: "No." };
    expect(of({ state: "failed", said }).why).toContain("The network said: “No.” (code 349).");
  });
});

describe("the outbox watch", () => {
  const row = (id: string, state: ReplyState): OutboxRow => ({
    account: "a",
    account_name: "x:@northwind",
    customer: { id: "1", handle: null, name: "Maya", picture: null },
    reply: {
      id,
      text: "Hi",
      picture: null,
      spoken_as: {
        persona: "p",
        kind: "human",
        look: { id: "l", line: "Ana", own_lines: [], portrait: "p", created_at: 0 },
      },
      author: null,
      released_at: 0,
      state,
      behind_another: false,
      may_be_skipped: false,
      leaves: null,
    },
  });

  it("says aloud what was sent, what is in doubt and what failed, and nothing else", () => {
    const watch = new OutboxWatch();
    announcer.say("before");
    watch.look([row("1", { state: "queued" }), row("2", { state: "queued" })]);
    expect(announcer.text.trim()).toBe("before");
    watch.look([row("2", { state: "sending" })]);
    expect(announcer.text.trim()).toBe("Sent to Maya as Ana.");
    watch.look([row("2", { state: "in_doubt", since: 0 })]);
    expect(announcer.text.trim()).toBe("In doubt: the reply to Maya may have arrived.");
    watch.handled("2");
    announcer.say("quiet");
    watch.look([]);
    expect(announcer.text.trim()).toBe("quiet");
  });
});

describe("something fresh", () => {
  it("never misses a change, at whatever step of a read it comes", async () => {
    for (let steps = 0; steps < 12; steps += 1) {
      const desk = new FakeDesk();
      let held = 0;
      const kept = new Fresh(
        desk,
        () => true,
        async () => held,
      );
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      held = 1;
      desk.changed("inbox");
      await expect.poll(() => kept.value).toBe(1);
      kept.stop();
    }
  });

  it("reads once more for any number of changes during a read, and ends with the newest", async () => {
    const desk = new FakeDesk();
    const answers: ((value: number) => void)[] = [];
    const kept = new Fresh(
      desk,
      (topic) => topic === "inbox",
      () => new Promise<number>((resolve) => answers.push(resolve)),
    );
    desk.changed("inbox", "inbox", "outbox");
    expect(answers).toHaveLength(1);
    answers[0]?.(1);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(2);
    await expect.poll(() => kept.value).toBe(2);
    kept.stop();
    desk.changed("inbox");
    expect(answers).toHaveLength(2);
  });

  it("keeps the last answer when a later read fails", async () => {
    const desk = new FakeDesk();
    const kept = new Fresh(
      desk,
      (topic) => topic === "outbox",
      () => desk.call("outbox_list", {}),
    );
    await kept.read();
    desk.refusals.set("outbox_list", { code: "offline" });
    await kept.read();
    expect(kept.error).toEqual({ code: "offline" });
    expect(kept.value?.replies.length).toBe(3);
    kept.stop();
  });
});

describe("a reply that waits for its account", () => {
  const waits = (said: Words | null) => {
    const state: ReplyState = { state: "waiting_account_stopped", until: 1000, said };
    return standing({ state, behind_another: false }, 0, "network");
  };

  it("blames the account only where the network said so", () => {
    expect(waits({ status: 403, code: 326, text: "Locked." }).why).toContain("Locked.");
    const here = waits(null);
    expect(here.word).not.toContain("stopped");
    expect(here.why).toContain("on this machine");
  });
});
