import { expect, test, vi } from "vitest";
import { FakeWindow } from "./fake/window";

const SETTLED = { leaving: 0, in_doubt: 0, stopped: 0 };

test("the first rows are noted once their pictures are there, and only once", async () => {
  vi.resetModules();
  const { notePainted } = await import("./painted");
  const list = document.createElement("ul");
  const decoded: string[] = [];
  for (let row = 0; row < 20; row += 1) {
    const picture = document.createElement("img");
    picture.decode = async () => void decoded.push(`${row}`);
    list.appendChild(document.createElement("li")).append(picture);
  }
  const window = new FakeWindow(() => SETTLED);
  await notePainted(window, list);
  expect(decoded).toHaveLength(15);
  expect(window.paintings).toBe(1);
  await notePainted(window, list);
  expect(window.paintings).toBe(1);
});

test("a picture that cannot be drawn keeps nobody waiting", async () => {
  vi.resetModules();
  const { notePainted } = await import("./painted");
  const list = document.createElement("ul");
  const picture = document.createElement("img");
  picture.decode = () => Promise.reject(new Error("broken"));
  list.appendChild(document.createElement("li")).append(picture);
  const window = new FakeWindow(() => SETTLED);
  await notePainted(window, list);
  expect(window.paintings).toBe(1);
});
