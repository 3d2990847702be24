import { describe, expect, it } from "vitest";
import { attached, attachedWords } from "./attached";

describe("what a message carries", () => {
  it("is named in words where there are some", () => {
    expect(attached("video")).toBe("a video");
    expect(attached("location")).toBe("a place");
    expect(attached("post")).toBe("a post");
    expect(attached("unknown")).toBe("something that Byline does not know");
  });

  it("keeps the network's word otherwise", () => {
    expect(attached("model3d")).toContain("model3d");
  });

  it("is said unless a picture shows all of it", () => {
    expect(attachedWords("photo", "drawn")).toBeNull();
    expect(attachedWords("photo", "none")).toBe("With a picture, not shown here.");
    expect(attachedWords("animated_gif", "drawn")).toContain("first picture");
    expect(attachedWords(null, "none")).toBeNull();
  });
});
