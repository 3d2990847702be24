/**
 * Hears what the window tells (`src-tauri/src/told.rs`): one question is always
 * under way, and is answered when there is something. Tauri's own events would
 * cost a round trip for each listener, and the window a JavaScript machine.
 */
import { invoke } from "@tauri-apps/api/core";

interface Told {
  told: "changed" | "closing" | "dropped";
  about?: unknown;
}

type Listener = (about: unknown) => void;

/** After a question that was not answered. */
const PAUSE_MS = 1000;

const listeners = new Map<Told["told"], Set<Listener>>();

/** Calls the listener with what it is about, each time, until the returned function is called. */
export function heard<T>(told: Told["told"], listener: (about: T) => void): () => void {
  if (listeners.size === 0) void ask();
  const all = listeners.get(told) ?? new Set();
  listeners.set(told, all);
  const added: Listener = (about) => listener(about as T);
  all.add(added);
  return () => void all.delete(added);
}

async function ask(): Promise<never> {
  for (;;) {
    let answer: Told[] = [];
    try {
      answer = await invoke<Told[]>("window_heard");
    } catch {
      await new Promise((later) => setTimeout(later, PAUSE_MS));
    }
    for (const { told, about } of answer)
      for (const listener of [...(listeners.get(told) ?? [])]) tellOne(listener, about);
  }
}

/** One that fails keeps nothing from the others. */
function tellOne(listener: Listener, about: unknown) {
  try {
    listener(about);
  } catch (thrown) {
    reportError(thrown);
  }
}
