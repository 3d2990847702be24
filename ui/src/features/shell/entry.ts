import type { Component } from "svelte";

/** A view in the sidebar, with its number. */
export interface Entry<V extends string> {
  name: V;
  word: string;
  /** The keys that lead there. */
  keys: readonly string[];
  icon: Component<{ size?: number | string }>;
  count: number;
  /** What the number means, in words; empty without one. */
  said: string;
  /** Whether something there waits for a person. */
  urgent: "yes" | "no";
}
