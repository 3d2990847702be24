/** Moving through cards by keyboard: along a row, to the row above or below, to the first and the last. */

export function gridStep(
  event: KeyboardEvent,
  at: number,
  length: number,
  columns: number,
  direction: "ltr" | "rtl",
): number | undefined {
  if (length === 0 || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const onward = direction === "ltr" ? 1 : -1;
  const to = {
    ArrowRight: at + onward,
    ArrowLeft: at - onward,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: length - 1,
  }[event.key];
  if (to === undefined) return undefined;
  const leaves = to < 0 || to >= length;
  // Below the last full row lies the last card, however short the row is.
  if (leaves && event.key === "ArrowDown")
    return Math.floor(at / columns) < Math.floor((length - 1) / columns) ? length - 1 : at;
  return leaves ? at : to;
}
