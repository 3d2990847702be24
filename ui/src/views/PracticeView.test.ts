import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { practiceStanding } from "$lib/practice.svelte";
import { draw } from "$test/draw";
import { viewsWith } from "./names";
import PracticeView from "./PracticeView.svelte";

async function open(desk = new FakeDesk()) {
  draw(desk, PracticeView, {});
  await screen.findByTestId("practice-customer-maya_lind");
  return desk;
}

const tab = (name: string) => fireEvent.click(screen.getByTestId(`practice-${name}`));

describe("the practice view", () => {
  it("is there as soon as an account is on the practice network", async () => {
    const { accounts } = await new FakeDesk().call("account_list", {});
    expect(viewsWith(accounts)).toContain("practice");
    expect(viewsWith([])).not.toContain("practice");
  });

  it("shows those who wait longest first, and opens their screen, which gives the focus back", async () => {
    await open();
    const people = screen.getAllByTestId(/^practice-customer-/u);
    expect(people[0]?.textContent).toContain("Maya Lindqvist");
    await fireEvent.click(people[1] ?? document.body);
    expect((await screen.findByTestId("practice-as")).textContent).toContain("田中 太郎");
    const field = await screen.findByTestId("practice-as-text");
    await waitFor(() => expect(document.activeElement).toBe(field));
    await fireEvent.keyDown(field, { key: "Escape" });
    await waitFor(() => expect(document.activeElement).toBe(people[1]));
  });

  it("invents a customer of a character from the seed that is shown", async () => {
    const desk = await open();
    await fireEvent.change(screen.getByTestId("practice-character"), {
      target: { value: "finnish" },
    });
    await fireEvent.input(screen.getByTestId("practice-seed"), { target: { value: "77" } });
    await fireEvent.click(screen.getByTestId("practice-invent"));
    await screen.findByTestId("practice-customer-finnish_77");
    expect(desk.calls.find(({ name }) => name === "practice_invent")?.request).toEqual({
      character: "finnish",
      seed: 77,
    });
  });

  it("asks for no crowd without a number", async () => {
    const desk = await open();
    await fireEvent.input(screen.getByTestId("practice-crowd-count"), {
      target: { value: "lots" },
    });
    await fireEvent.click(screen.getByTestId("practice-crowd"));
    expect(screen.getByText("A whole number from 1 to 1000, please.")).toBeTruthy();
    expect(desk.calls.some(({ name }) => name === "practice_crowd")).toBe(false);
  });

  it("lists what was sent with the persona that the customer saw, or the brand alone", async () => {
    await open();
    await tab("sent");
    await fireEvent.change(await screen.findByTestId("practice-whose"), {
      target: { value: "elise_b" },
    });
    await waitFor(() => expect(screen.getAllByTestId("practice-told")).toHaveLength(3));
    const told = screen.getAllByTestId("practice-told").map((one) => one.textContent);
    expect(told[1]).toContain("Chloé Martin, Retours");
    expect(told[2]).toContain("The brand alone");
  });

  it("shows an outage in every part of it until it is ended", async () => {
    await open();
    await tab("network");
    await fireEvent.click(screen.getByTestId("practice-outage-start"));
    const banner = await screen.findByTestId("practice-outage-on");
    expect(banner.textContent).toContain("Connections break");
    await tab("people");
    expect(screen.getByTestId("practice-outage-on")).toBeTruthy();
    expect(practiceStanding.outage).toBe("cut_before");
    await fireEvent.click(screen.getByTestId("practice-outage-end"));
    await waitFor(() => expect(screen.queryByTestId("practice-outage-on")).toBeNull());
    expect(practiceStanding.outage).toBeNull();
  });

  it("says why it could not be read, and reads it again", async () => {
    const desk = new FakeDesk();
    desk.refusals.set("practice_show", { code: "disk_full" });
    draw(desk, PracticeView, {});
    const again = await screen.findByTestId("read-again");
    desk.refusals.delete("practice_show");
    await fireEvent.click(again);
    await screen.findByTestId("practice-customer-maya_lind");
    expect(screen.queryByTestId("read-failed")).toBeNull();
  });

  it("moves the clock on, and says how far it is ahead", async () => {
    await open();
    await tab("network");
    await fireEvent.click(screen.getByTestId("practice-clock-day"));
    await screen.findByText("1 d 0 h ahead");
  });

  it("turns a point that X leaves open", async () => {
    const desk = await open();
    await tab("network");
    await fireEvent.change(screen.getByTestId("practice-switch-post_answer"), {
      target: { value: "empty" },
    });
    await waitFor(() =>
      expect(desk.practice.is.switches.find(({ name }) => name === "post_answer")?.position).toBe(
        "empty",
      ),
    );
  });
});
