import { describe, expect, it } from "vitest";
import { FakeDesk } from "$lib/desk.fake";
import { KEY_FIELDS, KeysForm } from "./keys.svelte";

describe("pasted keys", () => {
  it("are gone from the page before the desk answers, and stay gone when it refuses", async () => {
    const desk = new FakeDesk();
    const form = new KeysForm(desk);
    for (const field of KEY_FIELDS) form.keys[field] = ` secret-${field} `;
    const connecting = form.connect();
    expect(Object.values(form.keys)).toEqual(["", "", "", ""]);
    expect(await connecting).toBeUndefined();
    expect(form.error?.code).toBe("sign_in_again");
    expect(JSON.stringify(form)).not.toContain("secret-");
    expect(desk.calls[0]?.request).toEqual({
      keys: Object.fromEntries(KEY_FIELDS.map((field) => [field, `secret-${field}`])),
      api_base: null,
      upload_base: null,
    });
  });

  it("are not handed over before all four are there", async () => {
    const desk = new FakeDesk();
    const form = new KeysForm(desk);
    form.keys.token = "only one";
    expect(await form.connect()).toBeUndefined();
    expect(desk.calls).toEqual([]);
  });
});
