import { describe, expect, it } from "vitest";
import {
  bounds,
  clamped,
  moved,
  pressed,
  sameSquare,
  scaled,
  SMALLEST,
  wheelFactor,
  whole,
  type Size,
  type Square,
} from "./crop";

/** The same numbers in every run, so that a failure can be seen again. */
function numbers(seed: number) {
  let state = seed;
  return (least: number, most: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return least + (state / 4_294_967_296) * (most - least);
  };
}

const many = Array.from({ length: 500 }, (_, index) => {
  const number = numbers(index + 1);
  const picture: Size = {
    width: Math.round(number(128, 1600)),
    height: Math.round(number(128, 1600)),
  };
  const wish: Square = {
    x: number(-3000, 3000),
    y: number(-3000, 3000),
    size: number(-10, 4000),
  };
  return { picture, wish, number };
});

function expectInside(picture: Size, { x, y, size }: Square) {
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(x + size).toBeLessThanOrEqual(picture.width + 1e-9);
  expect(y + size).toBeLessThanOrEqual(picture.height + 1e-9);
  expect(size).toBeGreaterThanOrEqual(SMALLEST);
}

describe("the square", () => {
  it("lies inside the picture with enough pixels, whatever is wished for", () => {
    for (const { picture, wish } of many) expectInside(picture, clamped(picture, wish));
  });

  it("has whole pixels where it is cut", () => {
    for (const { picture, wish } of many) {
      const square = whole(picture, wish);
      expectInside(picture, square);
      expect([square.x, square.y, square.size].every(Number.isInteger)).toBe(true);
      expect(sameSquare(whole(picture, square), square)).toBe(true);
    }
  });

  it("stays inside through any row of moves, wheels and keys", () => {
    for (const { picture, wish, number } of many) {
      let square = clamped(picture, wish);
      for (let step = 0; step < 20; step += 1) {
        square = moved(picture, square, number(-2, 2), number(-2, 2));
        square = scaled(picture, square, number(0.1, 9), { x: number(-1, 2), y: number(-1, 2) });
        const key = ["ArrowLeft", "ArrowDown", "+", "-"][Math.floor(number(0, 3.99))] ?? "+";
        const plain = { shiftKey: step % 2 === 0, altKey: false, ctrlKey: false, metaKey: false };
        square = pressed(picture, square, { key, ...plain }) ?? square;
        expectInside(picture, square);
      }
    }
  });

  it("keeps the point under the pointer in place while it is scaled away from the edges", () => {
    const picture = { width: 1600, height: 1600 };
    const number = numbers(7);
    for (let round = 0; round < 200; round += 1) {
      const square = { x: number(600, 700), y: number(600, 700), size: number(200, 300) };
      const about = { x: number(0, 1), y: number(0, 1) };
      const after = scaled(picture, square, number(0.7, 1.4), about);
      expect(after.x + after.size * about.x).toBeCloseTo(square.x + square.size * about.x, 6);
      expect(after.y + after.size * about.y).toBeCloseTo(square.y + square.size * about.y, 6);
    }
  });

  it("comes back to where it was when a move away from the edges is undone", () => {
    const picture = { width: 1600, height: 1200 };
    const square = { x: 500, y: 400, size: 300 };
    const back = moved(picture, moved(picture, square, 0.31, -0.2), -0.31, 0.2);
    expect(sameSquare(whole(picture, back), square)).toBe(true);
  });

  it("is the whole shorter side of a picture that has no more than it needs", () => {
    expect(bounds({ width: 128, height: 900 })).toEqual({ least: 128, most: 128 });
  });
});

describe("the keys", () => {
  const picture = { width: 1000, height: 1000 };
  const square = { x: 300, y: 300, size: 400 };
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    pressed(picture, square, {
      key,
      shiftKey: false,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      ...more,
    });

  it("move by one percent, with Shift by ten; the picture follows the arrow", () => {
    expect(press("ArrowRight")?.x).toBeCloseTo(296);
    expect(press("ArrowLeft", { shiftKey: true })?.x).toBeCloseTo(340);
    expect(press("ArrowUp")?.y).toBeCloseTo(304);
    expect(press("ArrowDown", { shiftKey: true })?.y).toBeCloseTo(260);
  });

  it("come nearer with + and go away with −, about the middle", () => {
    const near = press("+");
    expect(near?.size).toBeLessThan(400);
    expect((near?.x ?? 0) + (near?.size ?? 0) / 2).toBeCloseTo(500);
    expect(press("-")?.size).toBeGreaterThan(400);
  });

  it("leave everything else to the window", () => {
    expect(press("Tab")).toBeUndefined();
    expect(press("ArrowLeft", { altKey: true })).toBeUndefined();
    expect(press("+", { ctrlKey: true })).toBeUndefined();
  });
});

describe("the wheel", () => {
  it("shows less of the picture when it turns away, and never leaps", () => {
    const turn = (deltaY: number, ctrlKey = false, deltaMode = 0) =>
      wheelFactor({ deltaY, ctrlKey, deltaMode });
    expect(turn(-100)).toBeLessThan(1);
    expect(turn(100)).toBeGreaterThan(1);
    expect(turn(-3, false, 1)).toBeLessThan(1);
    expect(turn(1e9)).toBeLessThan(1.3);
    expect(turn(-1, true)).toBeLessThan(turn(-1));
  });
});
