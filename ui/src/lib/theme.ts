/** Light and dark follow the system. The mark on the root is all that the styles read. */
export function followSystemTheme(root: HTMLElement = document.documentElement): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const mark = () => (root.dataset.theme = dark.matches ? "dark" : "light");
  mark();
  dark.addEventListener("change", mark);
  return () => dark.removeEventListener("change", mark);
}
