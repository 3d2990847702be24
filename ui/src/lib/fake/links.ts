/** Links as the desk would find them, for the fake one: whole words that begin like an address. */
import type { LinkTarget } from "../bindings/LinkTarget";
import type { TextLink } from "../bindings/TextLink";

export function fakeLinks(text: string): TextLink[] {
  return [...text.matchAll(/https?:\/\/[^\s]*[^\s.,!?)]/gu)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    target: target(found[0]),
  }));
}

function target(written: string): LinkTarget {
  if (written.includes("@")) return { to: "nowhere", why: "disguised" };
  if (written.startsWith("http:")) return { to: "nowhere", why: "not_secure" };
  const url = new URL(written);
  const rest = url.href.slice(url.origin.length);
  return {
    to: "page",
    address: url.href,
    host: url.host,
    rest: rest === "/" ? "" : rest,
    host_in_its_script: written.includes("münchen") ? "münchen.example" : null,
  };
}
