/**
 * Where a portrait is cut out of a picture: pure geometry. A square always lies
 * inside the picture and never has fewer than `SMALLEST` pixels, so that
 * whatever one drags, scrolls or presses, a portrait can be made of it.
 */

/** In pixels of the working copy. */
export interface Size {
  width: number;
  height: number;
}

/** In pixels of the working copy, from its top left corner. */
export interface Square {
  x: number;
  y: number;
  size: number;
}

/** A portrait of fewer pixels is refused. */
export const SMALLEST = 128;
/** A portrait of fewer pixels than this has to be enlarged for the network. */
export const WHOLE = 400;

/** The smallest and the largest square that can be cut out of a picture. */
export function bounds({ width, height }: Size): { least: number; most: number } {
  const most = Math.min(width, height);
  return { least: Math.min(SMALLEST, most), most };
}

/** The nearest square that lies inside; its corner may fall between pixels. */
export function clamped(picture: Size, wish: Square): Square {
  const { least, most } = bounds(picture);
  const size = between(least, wish.size, most);
  return {
    x: between(0, wish.x, picture.width - size),
    y: between(0, wish.y, picture.height - size),
    size,
  };
}

/** The nearest square of whole pixels that lies inside. */
export function whole(picture: Size, wish: Square): Square {
  const { x, y, size } = clamped(picture, { ...wish, size: Math.round(wish.size) });
  return clamped(picture, { x: Math.round(x), y: Math.round(y), size });
}

/** Moved by parts of its own size: 0.01 is one percent of what is seen. */
export function moved(picture: Size, square: Square, right: number, down: number): Square {
  const { x, y, size } = square;
  return clamped(picture, { x: x + right * size, y: y + down * size, size });
}

/**
 * Enlarged (over 1: more of the picture) or reduced, keeping the point in place
 * that lies at `about`, in parts of the square from its top left corner.
 */
export function scaled(
  picture: Size,
  square: Square,
  factor: number,
  about: { x: number; y: number } = { x: 0.5, y: 0.5 },
): Square {
  const { least, most } = bounds(picture);
  const size = between(least, square.size * factor, most);
  return clamped(picture, {
    x: square.x + (square.size - size) * about.x,
    y: square.y + (square.size - size) * about.y,
    size,
  });
}

export function sameSquare(a: Square, b: Square): boolean {
  return a.x === b.x && a.y === b.y && a.size === b.size;
}

/** One percent, ten with Shift: how far an arrow key goes. */
const STEP = 0.01;
const LEAP = 0.1;
/** How much `+` and `−` change. */
const ZOOM = 1.05;

/** What a key does to the square; `undefined` for other keys. The picture follows the arrow, as it follows a drag. */
export function pressed(
  picture: Size,
  square: Square,
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">,
): Square | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const step = event.shiftKey ? LEAP : STEP;
  switch (event.key) {
    case "ArrowLeft":
      return moved(picture, square, step, 0);
    case "ArrowRight":
      return moved(picture, square, -step, 0);
    case "ArrowUp":
      return moved(picture, square, 0, step);
    case "ArrowDown":
      return moved(picture, square, 0, -step);
    case "+":
    case "=":
      return scaled(picture, square, 1 / ZOOM);
    case "-":
    case "−":
    case "_":
      return scaled(picture, square, ZOOM);
    default:
      return undefined;
  }
}

/** How a wheel or a touch pad changes the square's size; a pinch arrives as a wheel with Ctrl. */
export function wheelFactor({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const pixels = deltaY * ([1, 16, 160][deltaMode] ?? 1);
  return Math.exp(between(-120, pixels, 120) * (ctrlKey ? 0.01 : 0.0016));
}

function between(least: number, wish: number, most: number): number {
  return Math.max(least, Math.min(wish, most));
}
