import { beforeEach, describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { carryOut, Composer, Composers } from "./composing.svelte";
import { undoLine } from "$lib/undo.svelte";
import { altDigit, isSendKey, usableSpeakers } from "./speakers";

const address = { account: "account-northwind", customer: "7003" };

async function opened(desk = new FakeDesk({ operator: "Ana Ruiz" })) {
  const composer = new Composer(desk, address);
  composer.know((await desk.call("persona_list", {})).personas);
  composer.adopt(await desk.call("conversation_show", address));
  return { desk, composer };
}

beforeEach(() => undoLine.dismiss());

const sends = (desk: FakeDesk) => desk.calls.filter((call) => call.name === "reply_send");

describe("who may speak", () => {
  it("is who is live on this account and may be used by an operator", async () => {
    const { personas } = await new FakeDesk().call("persona_list", {});
    const lines = usableSpeakers(personas, address.account).map((one) => one.look.line);
    expect(lines).toEqual([
      "Ana Ruiz, Care Team",
      "Deepak Rao, Deliveries",
      "Jun Sato, サポート",
      "The Northwind team",
    ]);
    expect(usableSpeakers(personas, "another account")).toEqual([]);
  });

  it("is whoever spoke here last until somebody else is chosen", async () => {
    const { composer } = await opened();
    expect(composer.speaker?.look.line).toBe("Deepak Rao, Deliveries");
    composer.speakAsNumber(0);
    expect(composer.speaker?.look.line).toBe("Ana Ruiz, Care Team");
    composer.speakAsNumber(8);
    expect(composer.speaker?.look.line).toBe("Ana Ruiz, Care Team");
  });
});

describe("sending", () => {
  it("asks for a speaker, then for a text, in words", async () => {
    const { composer } = await opened();
    composer.write("Hello");
    composer.persona = null;
    expect(composer.blocked).toBe("Choose who speaks first.");
    composer.speakAsNumber(0);
    composer.write(" \n ");
    expect(composer.blocked).toBe("Write something first.");
    composer.write("Hello");
    expect(composer.blocked).toBeNull();
  });

  it("does nothing while it is blocked", async () => {
    const { desk, composer } = await opened();
    expect(await composer.send()).toBeUndefined();
    expect(sends(desk)).toEqual([]);
  });

  it("saves the draft first, and leaves none behind", async () => {
    const { desk, composer } = await opened();
    composer.write("It leaves today.");
    expect((await composer.send())?.state.state).toBe("held");
    const names = desk.calls.map((call) => call.name);
    expect(names.indexOf("draft_save")).toBeLessThan(names.indexOf("reply_send"));
    expect(sends(desk)[0]?.request).toEqual({
      ...address,
      picture: null,
      persona: "deepak",
      look: "look-deepak",
      text: "It leaves today.",
      seen: 3,
      leave: { leave: "after_undo" },
    });
    expect(composer.text).toBe("");
    expect((await desk.call("conversation_show", address)).draft).toBeNull();
  });

  it("keeps the text when the desk refuses it", async () => {
    const { desk, composer } = await opened();
    desk.refusals.set("reply_send", { code: "text_too_long", length: 3, limit: 2 });
    composer.write("abc");
    expect(await composer.send()).toBeUndefined();
    expect(composer.text).toBe("abc");
    expect(composer.error).toEqual({ code: "text_too_long", length: 3, limit: 2 });
    expect(composer.busy).toBe(false);
  });

  it("happens once however often it is asked for", async () => {
    const { desk, composer } = await opened();
    composer.write("Once");
    await Promise.all([composer.send(), composer.send(), composer.send()]);
    expect(sends(desk)).toHaveLength(1);
  });
});

describe("what the desk holds", () => {
  it("never replaces what is being typed", async () => {
    const { desk, composer } = await opened();
    composer.write("Typing");
    composer.adopt(await desk.call("conversation_show", address));
    expect(composer.text).toBe("Typing");
  });

  it("does not bring a sent text back with an answer that was on its way", async () => {
    const { desk, composer } = await opened();
    composer.write("Sent");
    await composer.drafts.flush();
    const before = await desk.call("conversation_show", address);
    await composer.send();
    composer.adopt(before);
    expect(composer.text).toBe("");
  });

  it("brings a reply that was taken back into the empty composer", async () => {
    const { desk, composer } = await opened();
    composer.write("Wait");
    await composer.send();
    const { replies } = await desk.call("outbox_list", {});
    const mine = replies.find((row) => row.reply.text === "Wait");
    const reply = mine?.reply.id ?? "";
    const taking = carryOut(composer, "take_back", () => desk.call("reply_take_back", { reply }));
    expect(composer.busy).toBe(true);
    await taking;
    expect(composer.text).toBe("Wait");
    expect(composer.busy).toBe(false);
  });

  it("saves what stands here before a reply is taken back, and takes none back unsaved", async () => {
    const { desk, composer } = await opened();
    composer.write("First");
    await composer.send();
    composer.write("Half of the second");
    desk.refusals.set("draft_save", { code: "disk_full" });
    const run = () => desk.call("reply_take_back", { reply: "reply-1" });
    await expect(carryOut(composer, "take_back", run)).rejects.toEqual({ code: "disk_full" });
    expect(composer.text).toBe("Half of the second");
    expect(desk.calls.some((call) => call.name === "reply_take_back")).toBe(false);
  });

  it("finds the composer as it was left", () => {
    const composers = new Composers(new FakeDesk());
    composers.of(address).write("Half");
    expect(composers.of({ ...address }).text).toBe("Half");
    expect(composers.of({ ...address, customer: "7001" }).text).toBe("");
  });
});

describe("keys", () => {
  const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);

  it("choose a persona with Alt and a digit, whatever the digit types", () => {
    expect(altDigit(key({ code: "Digit1", key: "¡", altKey: true }))).toBe(0);
    expect(altDigit(key({ code: "Digit9", key: "9", altKey: true }))).toBe(8);
    expect(altDigit(key({ code: "Digit0", key: "0", altKey: true }))).toBeUndefined();
    expect(altDigit(key({ code: "Digit1", key: "1" }))).toBeUndefined();
    expect(altDigit(key({ code: "Digit1", altKey: true, ctrlKey: true }))).toBeUndefined();
  });

  it("send with Ctrl or Cmd and Enter, never while an input method composes", () => {
    expect(isSendKey(key({ key: "Enter", ctrlKey: true }))).toBe(true);
    expect(isSendKey(key({ key: "Enter", metaKey: true }))).toBe(true);
    expect(isSendKey(key({ key: "Enter" }))).toBe(false);
    expect(isSendKey(key({ key: "Enter", ctrlKey: true, isComposing: true }))).toBe(false);
  });
});

describe("a picture that goes along", () => {
  const bytes = new Uint8Array(64);

  it("is kept with the draft, sent without a word, and given up only then", async () => {
    const { desk, composer } = await opened();
    await composer.attach((to) => to.stageMessagePicture(bytes));
    expect(composer.blocked).toBeNull();
    await composer.drafts.flush();
    const path = composer.picture?.path;
    expect(desk.calls.find((call) => call.name === "draft_save")?.request).toMatchObject({
      text: "",
      picture: path,
    });
    const reply = await composer.send();
    expect(reply?.picture?.path).toBe(path);
    expect(sends(desk)[0]?.request).toMatchObject({ text: "", picture: path });
    expect(composer.picture).toBeNull();
    expect((await desk.call("conversation_show", address)).draft).toBeNull();
  });

  it("stays with the text where sending fails", async () => {
    const { desk, composer } = await opened();
    composer.write("Look");
    await composer.attach((to) => to.stageMessagePicture(bytes));
    desk.refusals.set("reply_send", { code: "disk_full" });
    expect(await composer.send()).toBeUndefined();
    expect(composer.text).toBe("Look");
    expect(composer.picture).not.toBeNull();
  });

  it("that is gone keeps no text from being saved, and is said once", async () => {
    const { desk, composer } = await opened();
    await composer.attach((to) => to.stageMessagePicture(bytes));
    desk.roster.forgetBeside();
    composer.write("Look");
    await composer.drafts.flush();
    expect(composer.drafts.keeping).toBe("saved");
    expect(composer.picture).toBeNull();
    expect(composer.pictureGone).toBe(true);
    expect((await desk.call("conversation_show", address)).draft?.text).toBe("Look");
    composer.pictureGone = false;
    composer.write("Look here");
    await composer.drafts.flush();
    expect(composer.pictureGone).toBe(false);
  });

  it("that turns out to be gone at Send lets no text leave without it", async () => {
    const { desk, composer } = await opened();
    composer.write("Look");
    await composer.attach((to) => to.stageMessagePicture(bytes));
    desk.roster.forgetBeside();
    expect(await composer.send()).toBeUndefined();
    expect(sends(desk)).toEqual([]);
    expect(composer.text).toBe("Look");
    expect(composer.error).toEqual({ code: "message_picture_gone" });
  });

  it("that is none says so, and what was there stays", async () => {
    const { composer } = await opened();
    composer.write("Look");
    await composer.attach((to) => to.stageMessagePicture(bytes));
    const before = composer.picture;
    await composer.attach((to) => to.stageMessagePicture(new Uint8Array(2)));
    expect(composer.error).toEqual({ code: "picture_not_a_picture" });
    expect(composer.picture).toBe(before);
    composer.detach();
    expect(composer.picture).toBeNull();
    expect(composer.text).toBe("Look");
  });

  it("comes back with the text of a reply that is taken back", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz", delivery: { undo_seconds: 60 } });
    const { composer } = await opened(desk);
    composer.write("Look");
    await composer.attach((to) => to.stageMessagePicture(bytes));
    const picture = composer.picture;
    const reply = await composer.send();
    await composer.takeBack(() => desk.call("reply_take_back", { reply: reply?.id ?? "" }));
    expect(composer.text).toBe("Look");
    expect(composer.picture).toEqual(picture);
  });
});

describe("one picture after the other", () => {
  const stage = (to: { stageMessagePicture: FakeDesk["stageMessagePicture"] }) =>
    to.stageMessagePicture(new Uint8Array(64));

  it("takes the place of the one before, which can be undone", async () => {
    const { desk, composer } = await opened();
    await composer.attach(stage);
    const first = composer.picture;
    expect(undoLine.offer).toBeUndefined();
    await composer.attach(stage);
    expect(composer.picture).not.toEqual(first);
    expect(undoLine.offer?.text).toBe("The new picture took the place of the other.");
    undoLine.take();
    await composer.drafts.flush();
    expect(composer.picture).toEqual(first);
    expect((await desk.call("conversation_show", address)).draft?.picture).toEqual(first);
  });

  it("waits for the one that is being prepared, and is not dropped", async () => {
    const { composer } = await opened();
    const order: string[] = [];
    let ready = () => {};
    const waiting = new Promise<void>((resolve) => (ready = resolve));
    const first = composer.attach(async (to) => {
      await waiting;
      order.push("first");
      return stage(to);
    });
    const second = composer.attach((to) => {
      order.push("second");
      return stage(to);
    });
    expect(composer.preparing).toBe(true);
    ready();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
    expect(composer.preparing).toBe(false);
    undoLine.take();
    expect(composer.picture?.path).toBe("picture/beside-1");
  });

  it("comes back after it was taken out, but beside no other one", async () => {
    const { composer } = await opened();
    await composer.attach(stage);
    const first = composer.picture;
    composer.detach();
    undoLine.take();
    expect(composer.picture).toEqual(first);
    composer.detach();
    const offered = undoLine.offer;
    await composer.attach(stage);
    const second = composer.picture;
    void offered?.undo();
    expect(composer.picture).toEqual(second);
  });
});

describe("what comes into the draft meanwhile", () => {
  /** A reply is taken back beside the composer, in which somebody types on. */
  async function meeting(typed = "Half more") {
    const desk = new FakeDesk({ operator: "Ana Ruiz", delivery: { undo_seconds: 60 } });
    const { composer } = await opened(desk);
    composer.write("Taken back");
    const reply = await composer.send();
    composer.write("Half");
    await composer.drafts.flush();
    await desk.call("reply_take_back", { reply: reply?.id ?? "" });
    composer.write(typed);
    await composer.drafts.flush();
    const kept = async () => (await desk.call("conversation_show", address)).draft?.text;
    return { desk, composer, kept };
  }

  it("is kept with what is typed, which stays, and offered", async () => {
    const { composer, kept } = await meeting();
    expect(composer.text).toBe("Half more");
    expect(composer.other).toEqual({ text: "Taken back", picture: null });
    expect(await kept()).toBe("Half more\n\nTaken back");
    composer.write("Half more and more");
    await composer.drafts.flush();
    expect(await kept()).toBe("Half more and more\n\nTaken back");
    composer.takeIn();
    expect(composer.text).toBe("Half more and more\n\nTaken back");
    expect(composer.other).toBeNull();
  });

  it("is left out where somebody says so, which can be undone", async () => {
    const { composer, kept } = await meeting();
    composer.leaveOut();
    await composer.drafts.flush();
    expect(await kept()).toBe("Half more");
    undoLine.take();
    await composer.drafts.flush();
    expect(await kept()).toBe("Half more\n\nTaken back");
    expect(composer.other?.text).toBe("Taken back");
  });

  it("stays in the composer when what is typed was sent", async () => {
    const { desk, composer, kept } = await meeting();
    await composer.send();
    expect(sends(desk).at(-1)?.request).toMatchObject({ text: "Half more" });
    expect(composer.text).toBe("Taken back");
    expect(composer.other).toBeNull();
    expect(await kept()).toBe("Taken back");
  });

  it("is taken in where nothing is typed", async () => {
    const { composer, kept } = await meeting("");
    expect(composer.text).toBe("Taken back");
    expect(composer.other).toBeNull();
    expect(await kept()).toBe("Taken back");
  });

  it("replaces what nobody changed, also where nothing is left of it", async () => {
    const { desk, composer } = await opened();
    composer.write("Half");
    await composer.drafts.flush();
    const draft = { ...address, text: "", persona: null, picture: null, upon: null };
    await desk.call("draft_save", draft);
    composer.adopt(await desk.call("conversation_show", address));
    expect(composer.text).toBe("");
  });
});

describe("taking a reply back", () => {
  it("is refused by the fake desk, too, where two pictures would meet", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz", delivery: { undo_seconds: 60 } });
    const { composer } = await opened(desk);
    await composer.attach((to) => to.stageMessagePicture(new Uint8Array(64)));
    const reply = await composer.send();
    await composer.attach((to) => to.stageMessagePicture(new Uint8Array(64)));
    const mine = composer.picture;
    const run = () => desk.call("reply_take_back", { reply: reply?.id ?? "" });
    await expect(composer.takeBack(run)).rejects.toEqual({ code: "draft_has_picture" });
    expect(composer.picture).toEqual(mine);
  });

  it("is not overtaken by a picture that was being prepared, nor by another speaker", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz", delivery: { undo_seconds: 60 } });
    const { composer } = await opened(desk);
    composer.write("Taken back");
    const reply = await composer.send();
    let ready = () => {};
    const waiting = new Promise<void>((resolve) => (ready = resolve));
    const attaching = composer.attach(async (to) => {
      await waiting;
      return to.stageMessagePicture(new Uint8Array(64));
    });
    const back = composer.takeBack(() => desk.call("reply_take_back", { reply: reply?.id ?? "" }));
    composer.speakAsNumber(0);
    ready();
    await Promise.all([attaching, back]);
    await composer.drafts.flush();
    const kept = (await desk.call("conversation_show", address)).draft;
    expect(composer.text).toBe("Taken back");
    expect(kept?.text).toBe("Taken back");
    expect(kept?.picture).toEqual(composer.picture);
  });
});
