/**
 * When people first see something: the first rows, with their pictures, on the
 * screen. The window notes it in its log, so that a slow start can be told
 * from a slow network, and so that it can be measured.
 */
import type { WindowPort } from "./desk";

/** As many rows as a tall window shows. */
const FIRST_ROWS = 15;

let noted = false;

/** Notes it once, when the rows in `list` stand on the screen. */
export async function notePainted(window: WindowPort, list: HTMLElement): Promise<void> {
  if (noted) return;
  noted = true;
  // A list that drew none before it knew its height has them with its first frame.
  if (firstRows(list).length === 0) await frames();
  const rows = firstRows(list);
  const pictures = rows.flatMap((row) => [...row.querySelectorAll("img")]);
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  await frames();
  await window.painted();
}

const firstRows = (list: HTMLElement) => [...list.querySelectorAll("li")].slice(0, FIRST_ROWS);

/** Two frames: after the second, what was drawn for the first is on the screen. */
const frames = () =>
  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
