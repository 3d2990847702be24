import { fireEvent, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { lastApplication } from "$features/application/last.svelte";
import type { ApplicationSave } from "$lib/bindings/ApplicationSave";
import type { DiaryAdd } from "$lib/bindings/DiaryAdd";
import { FakeDesk, type FakeStart } from "$lib/desk.fake";
import { practiceAccount } from "$lib/fake/world";
import { wishFor } from "$lib/wish";
import { draw } from "$test/draw";
import ApplicationView from "./ApplicationView.svelte";

beforeEach(() => (lastApplication.id = undefined));

async function open(start: FakeStart & { begun?: "no" } = {}) {
  const desk = new FakeDesk({ operator: "Ana Ruiz", ...start });
  if (start.begun !== "no") desk.applications.begin(Date.now());
  const { accounts } = await desk.call("account_list", {});
  const drawn = draw(desk, ApplicationView, { accounts });
  return { desk, drawn };
}

const rows = () => screen.findAllByTestId("application-row");

async function openOne(brand: string) {
  const opened = await open();
  const row = (await rows()).find((one) => one.querySelector("b")?.textContent === brand);
  if (!row) throw new Error(`no row of ${brand}`);
  await fireEvent.click(row);
  await screen.findByTestId("application-form");
  return opened;
}

const type = (field: string, value: string) =>
  fireEvent.input(screen.getByTestId(`application-${field}`), { target: { value } });

const saves = (desk: FakeDesk) =>
  desk.calls
    .filter(({ name }) => name === "application_save")
    .map(({ request }) => request as ApplicationSave);

describe("the list of applications", () => {
  it("says what it is for and begins the first one for the account", async () => {
    const { desk } = await open({ begun: "no" });
    await fireEvent.click(await screen.findByTestId("application-first"));
    await fireEvent.click(screen.getByTestId("start-yes"));
    await screen.findByTestId("application-form");
    const [account] = (await desk.call("account_list", {})).accounts;
    const started = desk.calls.find(({ name }) => name === "application_start");
    expect(started?.request).toEqual({ account: account?.id, from: null });
    const marks = screen.getAllByTestId("origin").map((one) => one.textContent);
    expect(marks).toEqual(["From the account", "From the account", "From the account"]);
  });

  it("begins for the account that somebody came for", async () => {
    const accounts = [
      practiceAccount(0),
      { ...practiceAccount(0), id: "second", name: "x:@second" },
    ];
    wishFor({ wish: "new_application", account: "second" });
    const { desk } = await open({ begun: "no", accounts });
    await fireEvent.click(screen.getByTestId("start-yes"));
    await screen.findByTestId("application-form");
    const started = desk.calls.find(({ name }) => name === "application_start");
    expect(started?.request).toEqual({ account: "second", from: null });
    expect(desk.spelled).toEqual([""]);
  });

  it("says how far each is, what is left and what is due", async () => {
    await open();
    const texts = (await rows()).map((one) => one.textContent);
    expect(texts[0]).toContain("Draft");
    expect(texts[1]).toContain("Nothing missing");
    expect(texts[2]).toContain("Question asked");
    expect(within((await rows())[2] as HTMLElement).getByTestId("due")).toBeTruthy();
  });

  it("starts a new one from an old one", async () => {
    const { desk } = await open();
    await rows();
    await fireEvent.click(screen.getByTestId("application-new"));
    const from = screen.getByTestId("start-from");
    await fireEvent.change(from, { target: { value: "application-whole" } });
    await fireEvent.click(screen.getByTestId("start-yes"));
    await screen.findByTestId("application-form");
    expect(desk.applications.all).toHaveLength(5);
    const website = screen.getByTestId<HTMLInputElement>("application-website");
    expect(website.value).toBe("https://northwind.example");
  });

  it("reads a dropped file in, and says in place what is wrong with another", async () => {
    const { desk } = await open();
    await rows();
    const drop = (text: string) =>
      fireEvent.drop(screen.getByTestId("applications"), {
        dataTransfer: { files: [new File([text], "a.json")] },
      });
    await drop("no form");
    expect((await screen.findByTestId("application-problem")).textContent).toContain("JSON");
    await drop(JSON.stringify({ texts: { brand: "Westwind" }, samples: [] }));
    await screen.findByTestId("application-form");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Westwind");
    expect(desk.applications.all).toHaveLength(5);
  });

  it("takes a file that the shell was given", async () => {
    const { desk } = await open();
    await rows();
    desk.window.dropping = JSON.stringify({ texts: { brand: "Eastwind" }, samples: [] });
    desk.window.drop();
    await screen.findByTestId("application-form");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Eastwind");
  });

  it("offers to read again where it could not be read", async () => {
    const desk = new FakeDesk({ operator: "Ana Ruiz" });
    desk.refusals.set("application_list", { code: "unexpected" });
    draw(desk, ApplicationView, { accounts: [] });
    const again = await screen.findByTestId("read-again");
    desk.refusals.clear();
    await fireEvent.click(again);
    await screen.findByTestId("application-first");
  });
});

describe("the form", () => {
  it("saves what was typed when one leaves, and is found again", async () => {
    const { desk } = await openOne("Northwind");
    await type("volume", "4,000 a month");
    await fireEvent.click(screen.getByTestId("application-back"));
    await expect
      .poll(() => saves(desk).at(-1)?.changes)
      .toEqual([{ field: "volume", value: "4,000 a month" }]);
    await expect
      .poll(() => document.activeElement?.getAttribute("data-application"))
      .toBe("application-half");
  });

  it("keeps what cannot be saved, says so, and saves it when asked again", async () => {
    const { desk } = await openOne("Northwind");
    desk.refusals.set("application_save", { code: "disk_full" });
    await type("volume", "Precious");
    await fireEvent.blur(screen.getByTestId("application-volume"));
    const notice = await screen.findByTestId("application-unsaved");
    expect(notice.textContent).toContain("kept here");
    expect(screen.getByTestId<HTMLTextAreaElement>("application-volume").value).toBe("Precious");
    desk.refusals.clear();
    await fireEvent.click(within(notice).getByRole("button"));
    await screen.findByText(/^Saved \d\d:\d\d$/u);
  });

  it("leads to the field that the desk refuses to keep", async () => {
    await openOne("Northwind");
    await type("use_care", "x".repeat(5_001));
    await fireEvent.blur(screen.getByTestId("application-use_care"));
    await fireEvent.click(await screen.findByTestId("application-refused"));
    expect(document.activeElement).toBe(screen.getByTestId("application-use_care"));
  });

  it("leads from each gap to its field, which says the same", async () => {
    await openOne("Northwind");
    const first = within(screen.getByTestId("checklist")).getAllByRole("button")[1];
    expect(first?.textContent).toContain("Contact role");
    const go = screen.getByTestId("left-website");
    await fireEvent.click(go);
    const website = screen.getByTestId("application-website");
    expect(document.activeElement).toBe(website);
    expect(website.getAttribute("aria-invalid")).toBe("true");
    const about = website.getAttribute("aria-describedby")?.split(" ") ?? [];
    const said = about.map((id) => document.getElementById(id)?.textContent).join(" ");
    expect(said).toContain("https");
    expect(go.textContent).toContain(said.match(/The address[^.]*\./u)?.[0] ?? "nothing");
  });

  it("names what is missing before what is doubtful, and says calmly when nothing is", async () => {
    await openOne("Northwind");
    const list = screen.getByTestId("checklist");
    const heads = within(list)
      .getAllByRole("heading", { level: 3 })
      .map((one) => one.textContent);
    expect(heads).toEqual(["Missing 7", "Doubtful 2"]);
    await fireEvent.click(screen.getByTestId("application-back"));
    await fireEvent.click((await rows())[1] as HTMLElement);
    await screen.findByTestId("checklist-done");
  });

  it("no longer says where a text came from once a person changed it", async () => {
    await openOne("Northwind");
    expect(screen.getAllByTestId("origin")).toHaveLength(4);
    await type("brand", "Northwind Ltd");
    expect(screen.getAllByTestId("origin")).toHaveLength(3);
  });

  it("copies a field", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await openOne("Northwind");
    await fireEvent.click(screen.getByTestId("copy-contact_email"));
    expect(writeText).toHaveBeenCalledWith("ana@northwind.example");
  });

  it("chooses samples from the roster and draws them as customers see them", async () => {
    const { desk } = await openOne("Northwind");
    expect(within(screen.getByTestId("samples")).getAllByRole("listitem")).toHaveLength(2);
    const lena = await screen.findByRole("checkbox", { name: /Lena Fox/u });
    await fireEvent.click(lena);
    await expect.poll(() => saves(desk).at(-1)?.samples).toEqual(["ana", "bot", "lena"]);
    await expect
      .poll(() => within(screen.getByTestId("samples")).getAllByTestId("customer-view").length)
      .toBe(3);
  });
});

describe("writing it out", () => {
  async function choose(format: string) {
    await fireEvent.click(screen.getByTestId("application-export"));
    await fireEvent.click(screen.getByTestId(`export-${format}`));
  }

  it("saves first, puts the page among the downloads and opens it", async () => {
    const { desk } = await openOne("Northwind");
    await type("volume", "Just typed");
    await choose("html");
    expect((await screen.findByTestId("application-exported")).textContent).toContain("print");
    expect(desk.window.documents[0]?.text).toContain("Just typed");
    expect(desk.window.shown).toEqual([desk.window.documents[0]?.path]);
  });

  it("writes nothing out while something is not saved", async () => {
    const { desk } = await openOne("Northwind");
    desk.refusals.set("application_save", { code: "disk_full" });
    await type("volume", "Just typed");
    await choose("md");
    await screen.findByTestId("application-export-failed");
    expect(desk.window.documents).toEqual([]);
  });

  it("opens the form where a person says that it is", async () => {
    const { desk } = await openOne("Northwind");
    const change = async (value: string) => {
      await fireEvent.input(screen.getByTestId("form-address-field"), { target: { value } });
      await fireEvent.click(screen.getByTestId("form-address-save"));
    };
    await fireEvent.click(screen.getByTestId("form-address-change"));
    await change("http://elsewhere.example");
    await screen.findByText(/cannot be used for the form/u);
    await change("https://elsewhere.example/form");
    await expect
      .poll(() => screen.queryByTestId("form-address")?.textContent)
      .toBe("https://elsewhere.example/form");
    expect(document.activeElement).toBe(screen.getByTestId("form-address-change"));
    await fireEvent.click(screen.getByTestId("application-open-form"));
    await expect.poll(() => desk.window.opened).toEqual(["https://elsewhere.example/form"]);
  });

  it("opens the form in the browser", async () => {
    const { desk } = await openOne("Northwind");
    await fireEvent.click(screen.getByTestId("application-open-form"));
    await expect.poll(() => desk.window.opened).toEqual(["https://forms.example/custom-profiles"]);
  });
});

describe("versions and diary", () => {
  it("shows an older version to read, with the way back", async () => {
    await openOne("Northwind Japan");
    await fireEvent.click(screen.getByTestId("part-versions"));
    await fireEvent.click(await screen.findByTestId("look-at-1"));
    const look = await screen.findByTestId("version-look");
    expect(look.textContent).toContain("Many.");
    expect(within(look).queryAllByRole("textbox")).toEqual([]);
    await fireEvent.click(screen.getByTestId("version-back"));
    expect((await screen.findAllByTestId("version")).length).toBe(2);
    await expect.poll(() => document.activeElement).toBe(screen.getByTestId("look-at-1"));
  });

  it("takes an entry with a reminder, and keeps it half written", async () => {
    const { desk } = await openOne("Northwind");
    await fireEvent.click(screen.getByTestId("part-diary"));
    await fireEvent.input(screen.getByTestId("entry-case"), { target: { value: "CP-7" } });
    await fireEvent.click(screen.getByTestId("part-form"));
    await fireEvent.click(screen.getByTestId("part-diary"));
    expect(screen.getByTestId<HTMLInputElement>("entry-case").value).toBe("CP-7");
    await fireEvent.input(screen.getByTestId("entry-remind"), {
      target: { value: "2001-01-01T09:00" },
    });
    await fireEvent.click(screen.getByTestId("entry-add"));
    await screen.findByText(/would already be over/u);
    await fireEvent.input(screen.getByTestId("entry-remind"), {
      target: { value: "2099-01-01T09:00" },
    });
    await fireEvent.click(screen.getByTestId("entry-add"));
    await expect.poll(() => screen.getAllByTestId("diary-entry").length).toBe(2);
    const added = desk.calls.find(({ name }) => name === "application_diary_add");
    expect(added?.request as DiaryAdd).toMatchObject({
      what: "submitted",
      case_number: "CP-7",
      remind_at: new Date(2099, 0, 1, 9).getTime(),
    });
    expect(screen.getAllByTestId("stage")[0]?.textContent).toBe("Submitted");
  });

  it("ticks a due reminder off", async () => {
    await openOne("Northwind Japan");
    const diary = screen.getByTestId("part-diary");
    expect(diary.textContent).toContain("1 due");
    await fireEvent.click(diary);
    const due = screen.getByTestId("reminder-due");
    await fireEvent.click(within(due).getByTestId("reminder-done"));
    await expect.poll(() => screen.queryByTestId("reminder-due")).toBeNull();
    expect(diary.textContent).toBe("Diary");
  });
});
