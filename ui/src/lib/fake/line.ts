/** The desk's rule for a line, near enough for a page without a desk. */
import type { LineCheck } from "../bindings/LineCheck";
import type { LineProblem } from "../bindings/LineProblem";
import type { LineVerdict } from "../bindings/LineVerdict";
import type { LineWarning } from "../bindings/LineWarning";

const MOST = 48;

export function checkLine({ text, kind }: LineCheck): LineVerdict {
  const line = text.trim().normalize("NFC");
  const length = [...line].length;
  const warnings: LineWarning[] =
    line.length > MOST && length <= MOST ? [{ warning: "utf16", length: line.length }] : [];
  return { line, length, most: MOST, problem: problem(line, length, kind), warnings };
}

function problem(line: string, length: number, kind: string): LineProblem | null {
  if (!/[\p{L}\p{N}\p{S}]/u.test(line)) return { problem: "nothing_visible" };
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(line)) return { problem: "bidi_override" };
  if (/\p{Cc}/u.test(line)) return { problem: "control" };
  if (length > MOST)
    return {
      problem: "too_long",
      length,
      most: MOST,
      fits: [...line].slice(0, MOST).join("").trimEnd(),
    };
  if (kind === "automated" && !/\b(automated|bot)\b/iu.test(line))
    return { problem: "must_say_automated" };
  return null;
}
