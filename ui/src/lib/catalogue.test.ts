import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";
import catalogue from "../../messages/en.json";
import { pseudoCatalogue } from "../../scripts/pseudo.mjs";

const root = join(import.meta.dirname, "..");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:svelte|ts)$/u.test(name))
  .filter((name) => !/paraglide|bindings|fake|test/u.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

/** What else speaks from the catalogue: tray, notifications, command line. */
const SPEAKERS = ["src", "crates/desk/src", "crates/cli/src"];
const rust = SPEAKERS.map((folder) => join(root, "../../src-tauri", folder)).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".rs"))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set(["aria-label", "title", "placeholder", "alt", "label", "text", "hint"]);

function literals(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const one of node) literals(one, found);
  else if (typeof node === "object" && node !== null) {
    const { type, name, data, value } = node as Record<string, unknown>;
    if (type === "Text" && typeof data === "string") found.push(data);
    if (type === "StyleDirective") return found;
    if (type === "Attribute") {
      if (SPOKEN.has(String(name))) literals(value, found);
      return found;
    }
    for (const one of Object.values(node)) literals(one, found);
  }
  return found;
}

const placeholders = (text: string) => (text.match(/\{[^}]*\}/gu) ?? []).sort();
const texts = (value: unknown): [string, string][] =>
  typeof value === "string"
    ? [["", value]]
    : (value as { match: Record<string, string> }[]).flatMap(({ match }) => Object.entries(match));

describe("the pseudo-language", () => {
  const made = pseudoCatalogue(catalogue) as Record<string, unknown>;
  const said = Object.entries(catalogue).filter(
    ([key]) => !key.startsWith("$") && !key.startsWith("locale_"),
  );

  it("has every sentence and every plural, longer and with its placeholders", () => {
    expect(Object.keys(made)).toEqual(Object.keys(catalogue));
    for (const [key, value] of said) {
      const [before, after] = [texts(value), texts(made[key])];
      expect(after.map(([which]) => which)).toEqual(before.map(([which]) => which));
      after.forEach(([, text], place) => {
        const original = before[place]?.[1] ?? "";
        expect(placeholders(text), key).toEqual(placeholders(original));
        expect(text.length, key).toBeGreaterThan(original.length * 1.2);
      });
    }
  });

  it("keeps how a plural is chosen, and is written from the right", () => {
    const { declarations, selectors } = catalogue.nav_unread[0] ?? {};
    expect((made["nav_unread"] as unknown[])[0]).toMatchObject({ declarations, selectors });
    expect(made["locale_direction"]).toBe("rtl");
  });
});

describe("the catalogue", () => {
  it.each(files.filter(({ name }) => name.endsWith(".svelte")))(
    "holds every word of $name",
    ({ text }) => {
      const words = literals(parse(text, { modern: true }).fragment);
      expect(words.filter((word) => /\p{L}{2}/u.test(word))).toEqual([]);
    },
  );

  it("holds nothing that nobody says", () => {
    const all = files.map(({ text }) => text).join("\n");
    const elsewhere = rust.join("\n");
    const unused = Object.keys(catalogue)
      .filter((key) => !key.startsWith("$"))
      .filter((key) => !new RegExp(`\\bm\\.${key}\\b`, "u").test(all))
      .filter((key) => !elsewhere.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });
});
