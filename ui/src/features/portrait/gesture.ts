/** Fingers and mice on the stage: one drags, two drag and pinch. Positions in CSS pixels. */

interface Point {
  x: number;
  y: number;
}

/** What happened since the last position: how far, and by which factor the fingers parted. */
export interface Pull {
  right: number;
  down: number;
  parted: number;
  /** The middle between the fingers, where the pinch happens. */
  at: Point;
}

export class Gesture {
  #down = new Map<number, Point>();

  get going(): boolean {
    return this.#down.size > 0;
  }

  begin(id: number, x: number, y: number) {
    if (this.#down.size < 2) this.#down.set(id, { x, y });
  }

  /** `undefined` where that pointer is not part of the gesture. */
  move(id: number, x: number, y: number): Pull | undefined {
    if (!this.#down.has(id)) return undefined;
    const before = this.#shape();
    this.#down.set(id, { x, y });
    const after = this.#shape();
    return {
      right: after.at.x - before.at.x,
      down: after.at.y - before.at.y,
      parted: before.apart > 0 && after.apart > 0 ? after.apart / before.apart : 1,
      at: after.at,
    };
  }

  end(id: number) {
    this.#down.delete(id);
  }

  #shape(): { at: Point; apart: number } {
    const [first = { x: 0, y: 0 }, second = first] = [...this.#down.values()];
    return {
      at: { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 },
      apart: Math.hypot(first.x - second.x, first.y - second.y),
    };
  }
}
