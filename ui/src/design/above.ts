/** The gap to the window's upper edge, in CSS pixels. */
const GAP = 8;

/**
 * For what opens above its positioned ancestor: it gets as `--room` how many
 * pixels there are above that one, so that it neither covers it nor leaves the window.
 */
export function above(element: HTMLElement) {
  const anchor = element.offsetParent;
  if (!anchor) return;
  const room = Math.max(0, anchor.getBoundingClientRect().top - GAP);
  element.style.setProperty("--room", `${room}px`);
}
