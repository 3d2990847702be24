import { expect, test } from "vitest";
import { small } from "./small";

test("pictures of the desk have a small copy, others stay as they are", () => {
  expect(small("portrait/0190")).toBe("small/0190");
  expect(small("picture/0190")).toBe("small/0190");
  expect(small("practice/media/0190.jpg")).toBe("practice/media/0190.jpg");
  expect(small("staged/0190/1")).toBe("staged/0190/1");
});
