/** A network's own words, always quoted as such and never passed off as Byline's. */
import { m } from "$messages";
import type { Words } from "./bindings/Words";

/** `The network said: “…” (code 349).`; empty where the network said nothing. */
export function quote(said: Words | null): string {
  if (!said) return "";
  const text = said.text.trim();
  if (text !== "" && said.code !== null) return m.said_code({ text, code: said.code });
  if (text !== "") return m.said_status({ text, status: said.status });
  if (said.code !== null) return m.said_only_code({ code: said.code });
  return m.said_only_status({ status: said.status });
}
