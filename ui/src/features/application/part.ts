/** What is shown of one application. */
export type Part = "form" | "versions" | "diary";
