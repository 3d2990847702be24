import { fireEvent, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { systemZone } from "$lib/zones";
import { draw } from "$test/draw";
import ScheduleDialog from "./ScheduleDialog.svelte";
import { Scheduling } from "./scheduling.svelte";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const begun = (save = vi.fn(async () => {})) => {
  const before = { at: NOW + 3_600_000, zone: "Europe/Helsinki" };
  return { save, scheduling: new Scheduling(save, before, () => NOW) };
};

describe("choosing when a reply leaves", () => {
  it("begins with what was chosen before, else with tomorrow at nine here", () => {
    const { scheduling } = begun();
    expect([scheduling.date, scheduling.time]).toEqual(["2026-11-23", "11:00"]);
    const fresh = new Scheduling(
      async () => {},
      undefined,
      () => NOW,
    );
    expect(fresh.zone).toBe(systemZone());
    expect(fresh.time).toBe("09:00");
  });

  it("keeps the wall clock when the zone changes, and says what that is", () => {
    const { scheduling } = begun();
    scheduling.zone = "Asia/Tokyo";
    scheduling.date = "2026-11-24";
    expect(scheduling.time).toBe("11:00");
    expect(scheduling.at).toBe(Date.parse("2026-11-24T02:00:00Z"));
    expect(scheduling.meaning()).toContain("Asia/Tokyo");
  });

  it("refuses what is over, missing or no time, and hands nothing on", async () => {
    const { scheduling, save } = begun();
    scheduling.time = "09:59";
    expect(scheduling.problem()).toContain("over");
    expect(await scheduling.save()).toBe(false);
    scheduling.time = "";
    expect(scheduling.problem()).toBe("Choose a date and a time.");
    scheduling.date = "2027-03-28";
    scheduling.time = "03:30";
    expect(scheduling.problem()).toContain("no such time in Europe/Helsinki");
    expect(await scheduling.save()).toBe(false);
    expect(save).not.toHaveBeenCalled();
  });

  it("stays open with the reason where the desk refuses", async () => {
    const { scheduling } = begun(vi.fn(() => Promise.reject({ code: "time_over" })));
    expect(await scheduling.save()).toBe(false);
    expect(scheduling.error).toEqual({ code: "time_over" });
    expect(scheduling.busy).toBe(false);
  });
});

describe("the dialog", () => {
  it("finds a zone by a part of its name, and closes when the time was taken", async () => {
    const save = vi.fn(async () => {});
    const onclose = vi.fn();
    const scheduling = new Scheduling(save);
    draw(new FakeDesk(), ScheduleDialog, { scheduling, yes: "Send then", onclose });
    await fireEvent.click(screen.getByTestId("schedule-zone-change"));
    await fireEvent.input(screen.getByTestId("schedule-zone-find"), { target: { value: "tokyo" } });
    const zones = screen.getByTestId<HTMLSelectElement>("schedule-zones");
    expect([...zones.options].map(({ value }) => value)).toEqual(["Asia/Tokyo"]);
    await fireEvent.change(zones, { target: { value: "Asia/Tokyo" } });
    expect(screen.getByTestId("schedule-zone").textContent).toBe("Asia/Tokyo");
    await fireEvent.click(screen.getByTestId("schedule-nine"));
    await fireEvent.submit(screen.getByTestId("schedule-yes").closest("form") as HTMLFormElement);
    await expect.poll(() => onclose.mock.calls.length).toBe(1);
    expect(save).toHaveBeenCalledWith({ at: scheduling.at, zone: "Asia/Tokyo" });
  });
});
