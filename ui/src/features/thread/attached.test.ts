import { describe, expect, it } from "vitest";
import { attached } from "./attached";

describe("what a message carries", () => {
  it("is named in words where there are some", () => {
    expect(attached("video")).toBe("a video");
    expect(attached("location")).toBe("a place");
  });

  it("keeps the network's word otherwise", () => {
    expect(attached("model3d")).toBe("model3d");
  });
});
