const DARK = "(prefers-color-scheme: dark)";

/** What the system asks for now. */
export function systemTheme(): "light" | "dark" {
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Light and dark follow the system. The mark on the root is all that the styles read. */
export function followSystemTheme(root: HTMLElement = document.documentElement): () => void {
  const dark = matchMedia(DARK);
  const mark = () => (root.dataset.theme = dark.matches ? "dark" : "light");
  mark();
  dark.addEventListener("change", mark);
  return () => dark.removeEventListener("change", mark);
}
