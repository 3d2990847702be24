/** How a portrait's frame looks. Shapes differ in more than colour. */
export type Shape = "solid" | "dashed" | "starred" | "double";
