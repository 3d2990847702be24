import { expect, test } from "vitest";
import type { Gap } from "$lib/bindings/Gap";
import type { SampleView } from "$lib/bindings/SampleView";
import { leftIn } from "./gaps";

const gap = (why: Gap["why"], weight: Gap["weight"]): Gap => ({ why, weight, about: "" });

test("each gap leads to its field, to the samples, or to the one persona that it speaks of", () => {
  const ana: SampleView = {
    persona: "ana",
    kind: "human",
    line: "Ana Ruiz, Care Team",
    portrait: null,
    gaps: [gap("no_consent", "doubtful")],
  };
  const left = leftIn({
    fields: [
      { field: "website", value: "", origin: "written", gaps: [gap("not_https", "doubtful")] },
      { field: "volume", value: "", origin: "written", gaps: [gap("empty", "missing")] },
    ],
    samples: [ana],
    sample_gaps: [gap("no_guest_sample", "doubtful")],
  });
  expect(left.map(({ at, label }) => [at, label])).toEqual([
    ["application-volume", "Expected volume"],
    ["application-website", "Website"],
    ["application-samples", "Sample personas"],
    ["application-sample-ana", "Ana Ruiz, Care Team"],
  ]);
});
