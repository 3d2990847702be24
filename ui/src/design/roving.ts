/** Moving through a list by keyboard. */

/**
 * Whether an input method is composing: the key belongs to it. WebKit says so
 * of the key that ends a composition only by its code, 229.
 */
export function composes(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether a key belongs to what is being typed, or to an input method that composes. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (composes(event)) return true;
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
  );
}

/** Where a key leads from `at` in a list of `length`; `undefined` for other keys. */
export function rovingStep(event: KeyboardEvent, at: number, length: number): number | undefined {
  if (length === 0 || event.altKey || event.ctrlKey || event.metaKey || composes(event))
    return undefined;
  switch (event.key) {
    case "ArrowDown":
      return Math.min(at + 1, length - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return undefined;
  }
}
