/**
 * The picture address of a small copy, for what is drawn at no more than 48
 * pixels: a list of hundreds would decode far more than it shows otherwise.
 * Pictures that are not kept on the desk have none and stay as they are.
 */
export function small(path: string): string {
  return path.replace(/^(?:portrait|picture)\//u, "small/");
}
