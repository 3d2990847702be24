/**
 * The one port between the page and the desk. The page asks through `call`,
 * hears *what* changed through `changes` (never the change itself) and reads
 * again. Nothing else in the page knows Tauri.
 */
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { createContext } from "svelte";
import type { ClosingQuestion } from "./bindings/ClosingQuestion";
import type { Commands } from "./bindings/commands";
import type { MessagePicture } from "./bindings/MessagePicture";
import type { StagedPicture } from "./bindings/StagedPicture";
import { heard } from "./heard";

/** A square cut out of a picture, in pixels of the picture after its orientation. */
export interface CropSquare {
  x: number;
  y: number;
  size: number;
}

/** What changed: `inbox`, `conversation:ACCOUNT/CUSTOMER`, `outbox`, `personas`, `accounts`, `vault`, `drafts`. */
export type Topic = string;

/** The window around the page, where somebody wants to close it or to quit. */
export interface WindowPort {
  /** Hears that a person has to be asked first, until the returned function is called. */
  asked(listener: (question: ClosingQuestion) => void): () => void;
  /**
   * Opens a page in the system's browser: https, or http of this machine. Rejects with
   * `address_refused` for anything else, and with `no_browser` where there is none.
   */
  openAddress(address: string): Promise<void>;
  /**
   * Opens a link of a message in the system's browser: https on a public name, nothing
   * else. Rejects with `link_refused` or `no_browser`.
   */
  openLink(address: string): Promise<void>;
  /**
   * Puts a text among the downloads and answers its path; never replaces a file. Rejects
   * with `disk_full` or `document_not_saved`.
   */
  saveDocument(fileName: string, text: string): Promise<string>;
  /** Opens what was saved in this session. Rejects with `document_not_opened`. */
  openDocument(path: string): Promise<void>;
  /** The text of the document that was dropped on the window last, once (see `drops`). */
  droppedDocument(): Promise<string>;
  /** Byline goes on without its window. */
  hide(): Promise<void>;
  /** Somebody wants to quit. Ends Byline, or asks first. */
  leave(): Promise<void>;
  /** The first rows stand on the screen: the log keeps when. */
  painted(): Promise<void>;
  /** Ends Byline. */
  quit(): Promise<void>;
  /** The window stays after all. */
  stay(): Promise<void>;
  /**
   * Prepares going back to a backup where the data file cannot be opened; it takes its
   * place at the next start. Rejects with a `backup_…` code, among others.
   */
  rescue(backup: string): Promise<void>;
  /** Byline ends and starts anew. */
  restart(): Promise<void>;
}

export interface Desk {
  /** Runs a command. Rejects with an `ErrorCode` when it did not do what was asked. */
  call<K extends keyof Commands>(
    name: K,
    request: Commands[K]["request"],
  ): Promise<Commands[K]["answer"]>;
  /** Prepares a picture to become a portrait; at most 50 MB. Rejects with a `picture_…` code. */
  stagePicture(bytes: Uint8Array, crop?: CropSquare): Promise<StagedPicture>;
  /**
   * Prepares the photo in the system's clipboard, where the paste itself brings no
   * file (WebKitGTK). Rejects with `clipboard_without_picture` where there is none.
   */
  pastePicture(): Promise<StagedPicture>;
  /** Hears that a file was dropped on the window, where the page itself is given none (WebKitGTK). */
  drops(listener: () => void): () => void;
  /** Prepares the photo that was dropped last, once. */
  droppedPicture(): Promise<StagedPicture>;
  /** Prepares a picture to go along with a message; at most 50 MB. Rejects with a `picture_…` code. */
  stageMessagePicture(bytes: Uint8Array): Promise<MessagePicture>;
  /** The same for the picture in the system's clipboard, as `pastePicture`. */
  pasteMessagePicture(): Promise<MessagePicture>;
  /** The same for the picture that was dropped last, once. */
  droppedMessagePicture(): Promise<MessagePicture>;
  /** Hears what changed until the returned function is called. */
  changes(listener: (topic: Topic) => void): () => void;
  /** The address of a picture for `<img src>`: of `portrait/ID`, `staged/ID` or `picture/ID`. */
  pictureUrl(path: string): string;
  /** The window around the page. */
  readonly window: WindowPort;
  /** Checks the spelling in a language (BCP 47) from now on; in the system's where it is empty. */
  spellIn(language: string): Promise<void>;
}

export const [getDesk, setDesk] = createContext<Desk>();

/** The desk inside Byline's window. */
export const tauriDesk: Desk = {
  call: (name, request) => invoke(name, { request }),
  stagePicture: (bytes, crop) =>
    invoke("picture_stage", bytes, {
      headers: crop ? { crop: `${crop.x},${crop.y},${crop.size}` } : {},
    }),
  pastePicture: () => invoke("picture_paste"),
  drops: (listener) => heard<null>("dropped", listener),
  droppedPicture: () => invoke("picture_dropped"),
  stageMessagePicture: (bytes) => invoke("message_picture_stage", bytes),
  pasteMessagePicture: () => invoke("message_picture_paste"),
  droppedMessagePicture: () => invoke("message_picture_dropped"),
  changes: (listener) => heard<Topic>("changed", listener),
  pictureUrl: (path) => convertFileSrc(path, "byline-picture"),
  window: {
    asked: (listener) => heard<ClosingQuestion>("closing", listener),
    openAddress: (address) => invoke("address_open", { address }),
    openLink: (address) => invoke("link_open", { address }),
    saveDocument: (fileName, text) => invoke("document_save", { fileName, text }),
    openDocument: (path) => invoke("document_open", { path }),
    droppedDocument: () => invoke("document_dropped"),
    hide: () => invoke("window_hide"),
    leave: () => invoke("window_leave"),
    painted: () => invoke("window_painted"),
    quit: () => invoke("window_quit"),
    stay: () => invoke("window_stay"),
    rescue: (backup) => invoke("rescue_prepare", { backup }),
    restart: () => invoke("rescue_restart"),
  },
  spellIn: (language) => invoke("spelling_in", { language }),
};

/** The window's desk, or the fake one where the page runs in a plain browser. */
export async function openDesk(): Promise<Desk | null> {
  if ("__TAURI_INTERNALS__" in window) return tauriDesk;
  if (
    import.meta.env.DEV ||
    import.meta.env.MODE === "showcase" ||
    import.meta.env.MODE === "pseudo"
  ) {
    const { FakeDesk } = await import("./desk.fake");
    return FakeDesk.forBrowser();
  }
  return null;
}
