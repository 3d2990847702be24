/** What is wrong, or doubtful, with a line, in words. The desk decides; this only says it. */
import { m } from "$messages";
import type { LineProblem } from "./bindings/LineProblem";
import type { LineWarning } from "./bindings/LineWarning";

export function lineProblem(problem: LineProblem): string {
  switch (problem.problem) {
    case "nothing_visible":
      return m.line_nothing_visible();
    case "control":
      return m.line_control();
    case "bidi_override":
      return m.line_bidi_override();
    case "too_long":
      return m.line_too_long({ length: problem.length, most: problem.most });
    case "must_say_automated":
      return m.line_must_say_automated();
  }
}

export function lineWarning(warning: LineWarning): string {
  switch (warning.warning) {
    case "weighted":
      return m.line_weighted({ length: warning.length });
    case "utf16":
      return m.line_utf16({ length: warning.length });
  }
}
