/**
 * The one port between the page and the desk. The page asks through `call`,
 * hears *what* changed through `changes` (never the change itself) and reads
 * again. Nothing else in the page knows Tauri.
 */
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { createContext } from "svelte";
import type { Commands } from "./bindings/commands";
import type { StagedPicture } from "./bindings/StagedPicture";

/** A square cut out of a picture, in pixels of the picture after its orientation. */
export interface CropSquare {
  x: number;
  y: number;
  size: number;
}

/** What changed: `inbox`, `conversation:ACCOUNT/CUSTOMER`, `outbox`, `personas`, `accounts`, `vault`, `drafts`. */
export type Topic = string;

export interface Desk {
  /** Runs a command. Rejects with an `ErrorCode` when it did not do what was asked. */
  call<K extends keyof Commands>(
    name: K,
    request: Commands[K]["request"],
  ): Promise<Commands[K]["answer"]>;
  /** Prepares a picture to become a portrait; at most 50 MB. Rejects with a `picture_…` code. */
  stagePicture(bytes: Uint8Array, crop?: CropSquare): Promise<StagedPicture>;
  /** Hears what changed until the returned function is called. */
  changes(listener: (topic: Topic) => void): () => void;
  /** The address of a picture for `<img src>`: of `portrait/ID`, `staged/ID` or `picture/ID`. */
  pictureUrl(path: string): string;
}

export const [getDesk, setDesk] = createContext<Desk>();

/** The desk inside Byline's window. */
export const tauriDesk: Desk = {
  call: (name, request) => invoke(name, { request }),
  stagePicture: (bytes, crop) =>
    invoke("picture_stage", bytes, {
      headers: crop ? { crop: `${crop.x},${crop.y},${crop.size}` } : {},
    }),
  changes(listener) {
    const stop = listen<Topic>("changed", (event) => listener(event.payload));
    return () => void stop.then((unlisten) => unlisten());
  },
  pictureUrl: (path) => convertFileSrc(path, "byline-picture"),
};

/** The window's desk, or the fake one where the page runs in a plain browser. */
export async function openDesk(): Promise<Desk | null> {
  if ("__TAURI_INTERNALS__" in window) return tauriDesk;
  if (import.meta.env.DEV || import.meta.env.MODE === "showcase") {
    const { FakeDesk } = await import("./desk.fake");
    return FakeDesk.forBrowser();
  }
  return null;
}
