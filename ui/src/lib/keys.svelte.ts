/**
 * Every key of the window, once: what it is called, what it does in words and
 * where it does something. The window's handler, the sheet, the palette and the
 * hints beside names all read this list.
 *
 * A single letter does nothing while a field has the focus, a dialog or menu is
 * open, a modifier is held or an input method composes; and it can be switched
 * off. A function key acts everywhere, also while one writes or a dialog is open.
 * Keys with `own` are acted on where they belong (the composer, a dialog);
 * they stand here to be shown.
 */
import { composes, isTyping } from "$design/roving";
import { m } from "$messages";

export type Chord =
  | { kind: "mod"; key: string }
  | { kind: "single"; key: string }
  | { kind: "function"; key: string }
  | { kind: "then"; first: string; key: string }
  | { kind: "own"; shown: () => string[] };

export interface Key {
  name: KeyName;
  chord: Chord;
  word: () => string;
  group: KeyGroup;
}

export type KeyGroup = "everywhere" | "inbox" | "writing" | "views";

const mac = /Mac|iPhone/u.test(navigator.userAgent);
const mod = () => (mac ? "⌘" : m.key_ctrl());
const alt = () => (mac ? "⌥" : m.key_alt());

const LIST = [
  entry("palette", "everywhere", { kind: "mod", key: "k" }, m.keys_palette),
  entry("sheet", "everywhere", { kind: "single", key: "?" }, m.keys_sheet),
  entry("back", "everywhere", { kind: "own", shown: () => [m.key_escape()] }, m.keys_back),
  entry("undo", "everywhere", { kind: "mod", key: "z" }, m.keys_undo),
  entry("stop", "everywhere", { kind: "function", key: "F9" }, m.keys_stop),
  entry("quit", "everywhere", { kind: "own", shown: () => [mod(), "Q"] }, m.keys_quit),
  entry("next", "inbox", { kind: "single", key: "j" }, m.keys_next),
  entry("previous", "inbox", { kind: "single", key: "k" }, m.keys_previous),
  entry("reply", "inbox", { kind: "single", key: "r" }, m.keys_reply),
  entry("send", "writing", { kind: "own", shown: () => [mod(), m.key_enter()] }, m.keys_send),
  entry(
    "send_later",
    "writing",
    { kind: "own", shown: () => [mod(), m.key_shift(), m.key_enter()] },
    m.keys_send_later,
  ),
  entry("unsend", "writing", { kind: "own", shown: () => [alt(), "U"] }, m.keys_unsend),
  entry(
    "persona",
    "writing",
    { kind: "own", shown: () => [alt(), `1 ${m.key_to()} 9`] },
    m.keys_persona,
  ),
  entry("inbox", "views", { kind: "then", first: "g", key: "i" }, m.keys_to_inbox),
  entry("drafts", "views", { kind: "then", first: "g", key: "d" }, m.keys_to_drafts),
  entry("outbox", "views", { kind: "then", first: "g", key: "o" }, m.keys_to_outbox),
  entry("personas", "views", { kind: "then", first: "g", key: "p" }, m.keys_to_personas),
  entry("accounts", "views", { kind: "then", first: "g", key: "a" }, m.keys_to_accounts),
  entry("application", "views", { kind: "then", first: "g", key: "c" }, m.keys_to_application),
  entry("ledger", "views", { kind: "then", first: "g", key: "l" }, m.keys_to_ledger),
  entry("practice", "views", { kind: "then", first: "g", key: "r" }, m.keys_to_practice),
  entry("settings", "views", { kind: "then", first: "g", key: "s" }, m.keys_to_settings),
] as const;

export type KeyName = (typeof LIST)[number]["name"];
export const KEYS: readonly Key[] = LIST;

function entry<N extends string>(name: N, group: KeyGroup, chord: Chord, word: () => string) {
  return { name, group, chord, word } as const;
}

/** A key as it is written: the caps to press, and `then` between two after each other. */
export function caps(name: KeyName): string[] {
  const chord = LIST.find((one) => one.name === name)?.chord;
  switch (chord?.kind) {
    case "mod":
      return [mod(), chord.key.toUpperCase()];
    case "single":
      return [chord.key.toUpperCase()];
    case "then":
      return [chord.first.toUpperCase(), chord.key.toUpperCase()];
    case "function":
      return [chord.key];
    case "own":
      return chord.shown();
    default:
      return [];
  }
}

/** The same in one string, for a hint: `Ctrl K`, `G I`. */
export const hint = (name: KeyName) => caps(name).join(" ");

/** The second letter must follow within this, in milliseconds. */
export const THEN = 1_500;

const BUSY = "dialog[open], [role=menu]";
const INSIDE = "[role=menu], [role=listbox], [role=combobox], [role=dialog]";

export class Keyboard {
  /** Whether single letters do something. */
  single = $state<"on" | "off">("on");
  #acts = new Map<KeyName, () => void>();
  #first: { letter: string; at: number } | undefined;

  /** Gives keys something to do until the returned function is called. */
  act(acts: Partial<Record<KeyName, () => void>>): () => void {
    const given = Object.entries(acts) as [KeyName, () => void][];
    for (const [name, run] of given) this.#acts.set(name, run);
    return () => {
      for (const [name, run] of given) if (this.#acts.get(name) === run) this.#acts.delete(name);
    };
  }

  /** The window's handler. */
  press(event: KeyboardEvent) {
    if (event.defaultPrevented || event.repeat || composes(event)) return;
    const name = this.#named(event);
    const run = name && this.#acts.get(name);
    if (!run) return;
    event.preventDefault();
    run();
  }

  #named(event: KeyboardEvent): KeyName | undefined {
    const letter = event.key.toLowerCase();
    if (event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey) {
      if (document.querySelector("dialog[open]")) return undefined;
      // A field takes back its own typing.
      if (letter === "z" && isTyping(event)) return undefined;
      return LIST.find(({ chord }) => chord.kind === "mod" && chord.key === letter)?.name;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const pressed = LIST.find(
      ({ chord }) => chord.kind === "function" && chord.key === event.key && !event.shiftKey,
    );
    if (pressed) return pressed.name;
    const first = this.#first;
    this.#first = undefined;
    if (this.single === "off" || isTyping(event) || occupied(event)) return undefined;
    const second =
      first && event.timeStamp - first.at <= THEN
        ? LIST.find(
            ({ chord }) =>
              chord.kind === "then" && chord.first === first.letter && chord.key === letter,
          )
        : undefined;
    if (second) return second.name;
    if (LIST.some(({ chord }) => chord.kind === "then" && chord.first === letter)) {
      this.#first = { letter, at: event.timeStamp };
      return undefined;
    }
    return LIST.find(({ chord }) => chord.kind === "single" && chord.key === letter)?.name;
  }
}

/** Whether something is open, or has the focus, that letters belong to. */
function occupied(event: KeyboardEvent): boolean {
  if (document.querySelector(BUSY)) return true;
  return event.target instanceof Element && event.target.closest(INSIDE) !== null;
}

export const keyboard = new Keyboard();
