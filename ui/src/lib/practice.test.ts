import { waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "./desk.fake";
import { practiceStanding } from "./practice.svelte";

describe("the standing of the practice network", () => {
  it("is read at once, and again when the accounts change", async () => {
    const desk = new FakeDesk();
    desk.practice.is.outage = "cut_before";
    const stop = practiceStanding.follow(desk);
    await waitFor(() => expect(practiceStanding.outage).toBe("cut_before"));
    desk.practice.is.outage = null;
    desk.changed("accounts");
    await waitFor(() => expect(practiceStanding.outage).toBeNull());
    stop();
  });

  it("is forgotten, and takes over no late answer, once nothing practises any more", async () => {
    const desk = new FakeDesk();
    desk.practice.is.outage = "cut_before";
    const stop = practiceStanding.follow(desk);
    stop();
    await desk.call("practice_show", {});
    expect(practiceStanding.outage).toBeNull();
  });
});
