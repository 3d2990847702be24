import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { draw } from "$test/draw";
import BackupsCard from "./BackupsCard.svelte";
import EverythingCard from "./EverythingCard.svelte";
import RetentionCard from "./RetentionCard.svelte";

const press = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));

const newest = () => {
  const [first] = screen.getAllByTestId("restore");
  if (!first) throw new Error("no backup can be gone back to");
  return first;
};

describe("backups", () => {
  it("are listed with one more after asking for one", async () => {
    draw(new FakeDesk(), BackupsCard, {});
    const list = await screen.findByTestId("backups");
    const before = list.children.length;
    await press("backup-now");
    await screen.findByTestId("backup-made");
    expect(list.children.length).toBe(before + 1);
  });

  it("take the place of the data only after somebody saw what that means", async () => {
    const desk = new FakeDesk();
    const asked: string[] = [];
    const call = desk.call.bind(desk);
    desk.call = ((name, request) => {
      asked.push(name);
      return call(name, request);
    }) as typeof desk.call;
    draw(desk, BackupsCard, {});
    await screen.findByTestId("backups");
    await fireEvent.click(newest());
    expect((await screen.findByRole("dialog")).textContent).toContain("come back");
    expect(asked).not.toContain("backup_restore");
    await press("confirm-no");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(asked).not.toContain("backup_restore");
    await fireEvent.click(newest());
    await press("confirm-yes");
    await waitFor(() => expect(asked).toContain("backup_restore"));
  });
});

describe("everything", () => {
  it("says where it was written", async () => {
    draw(new FakeDesk(), EverythingCard, {});
    await press("export-everything");
    expect((await screen.findByTestId("everything-written")).textContent).toContain("Downloads");
  });
});

describe("keeping messages for a time", () => {
  it("is off until what it deletes was shown, and can be switched off again", async () => {
    draw(new FakeDesk(), RetentionCard, {});
    const now = await screen.findByTestId("retention-now");
    const off = now.textContent;
    await fireEvent.input(screen.getByTestId("retention-days"), { target: { value: "90" } });
    await press("retention-preview");
    expect((await screen.findByRole("dialog")).textContent).toContain("128");
    expect(now.textContent).toBe(off);
    await press("confirm-yes");
    await press("retention-off");
    await waitFor(() => expect(now.textContent).toBe(off));
  });

  it("does not look at fewer days than the least", async () => {
    draw(new FakeDesk(), RetentionCard, {});
    await screen.findByTestId("retention-now");
    await fireEvent.input(screen.getByTestId("retention-days"), { target: { value: "7" } });
    expect((screen.getByTestId("retention-preview") as HTMLButtonElement).disabled).toBe(true);
  });
});
