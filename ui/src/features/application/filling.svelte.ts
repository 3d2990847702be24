/**
 * One application while somebody fills it in. What is typed stands in `texts` at
 * once and is saved after `PAUSE`, at the latest after `MOST_WAIT`; only fields
 * that were changed are sent, one save after the other. Nothing typed is ever
 * replaced by an answer: a field follows the desk only while nothing of it is
 * unsaved, and an answer that is older than a keystroke or a save is not taken.
 * Where saving fails everything stays and is tried again; a field that the desk
 * refuses holds up no other.
 */
import type { ApplicationField } from "$lib/bindings/ApplicationField";
import type { ApplicationView } from "$lib/bindings/ApplicationView";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";
import { EntryWriting } from "./entry.svelte";

/** After this pause in typing it is saved, in milliseconds. */
export const PAUSE = 350;
/** A keystroke waits no longer than this for its save to begin, in milliseconds. */
export const MOST_WAIT = 700;
/** A failed save is tried again after this, in milliseconds. */
export const AGAIN = 4_000;

export type Keeping = "untouched" | "unsaved" | "saved" | "failed";
type Texts = Partial<Record<ApplicationField, string>>;

export class Filling {
  /** The newest answer; the texts of its fields may be older than those that are typed. */
  view = $state.raw<ApplicationView | undefined>();
  /** What stands in the fields. */
  texts = $state<Texts>({});
  /** The personas that stand as samples. */
  samples = $state.raw<string[]>([]);
  keeping = $state<Keeping>("untouched");
  /** Why nothing could be saved. */
  error = $state.raw<ErrorCode | undefined>();
  /** Why it could not be read. */
  unread = $state.raw<ErrorCode | undefined>();
  /** What the desk refuses to keep, by field. */
  refused = $state.raw<Partial<Record<ApplicationField, ErrorCode>>>({});
  /** When it was saved last; 0 before the first time. */
  savedAt = $state(0);
  /** The entry that somebody writes into its diary. */
  readonly entry = new EntryWriting();
  #desk: Desk;
  #id: string;
  #dirty = new Map<ApplicationField, string>();
  #dirtySamples: string[] | undefined;
  /** What the desk has of each field, as far as is known. */
  #known: Texts = {};
  /** Grows with every keystroke and every save: answers from before are old. */
  #turn = 0;
  #running: Promise<void> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #most: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, id: string) {
    this.#desk = desk;
    this.#id = id;
  }

  /** Whether something typed is not with the desk. */
  get unsaved(): boolean {
    return (
      this.#dirty.size > 0 ||
      this.#dirtySamples !== undefined ||
      Object.keys(this.refused).length > 0
    );
  }

  write(field: ApplicationField, text: string) {
    this.texts[field] = text;
    this.#dirty.set(field, text);
    if (this.refused[field]) this.refused = without(this.refused, field);
    this.#changed();
  }

  choose(samples: string[]) {
    this.samples = samples;
    this.#dirtySamples = samples;
    this.#changed();
  }

  /** Reads it again. What changed elsewhere appears, except where somebody types. */
  async read(): Promise<void> {
    await this.#running;
    const turn = this.#turn;
    try {
      const view = await this.#desk.call("application_show", {
        application: this.#id,
        version: null,
      });
      this.unread = undefined;
      // Typed or saved meanwhile: the save's own answer is newer.
      if (turn === this.#turn || this.view === undefined) this.take(view);
    } catch (thrown) {
      this.unread = asErrorCode(thrown);
    }
  }

  /** Takes an answer of the desk over. */
  take(view: ApplicationView) {
    this.view = view;
    this.savedAt = Math.max(this.savedAt, view.saved_at);
    for (const { field, value } of view.fields) {
      const follows = !this.#dirty.has(field) && !this.refused[field];
      if (follows && value !== this.#known[field]) this.texts[field] = value;
      this.#known[field] = value;
    }
    if (this.#dirtySamples === undefined) this.samples = view.samples.map((one) => one.persona);
  }

  /** Saves now what is not saved, and resolves when nothing is on its way any more. Never rejects. */
  flush(): Promise<void> {
    this.#rest();
    this.#running ??= this.#save().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Before anything else is done with it: all of it is with the desk, or it rejects. */
  async settle(): Promise<void> {
    await this.flush();
    if (this.error) throw this.error;
    const [refusal] = Object.values(this.refused);
    if (refusal) throw refusal;
  }

  /** Does something else with it once all of it is saved. Rejects where either fails. */
  async after(act: () => Promise<ApplicationView>): Promise<void> {
    await this.settle();
    const turn = this.#turn;
    const view = await act();
    if (turn !== this.#turn) return this.read();
    this.#turn += 1;
    this.take(view);
  }

  #changed() {
    this.#turn += 1;
    if (this.keeping !== "failed") this.keeping = "unsaved";
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.flush(), PAUSE);
    this.#most ??= setTimeout(() => void this.flush(), MOST_WAIT);
  }

  #rest() {
    clearTimeout(this.#pause);
    clearTimeout(this.#most);
    this.#most = undefined;
  }

  async #save() {
    while (this.#dirty.size > 0 || this.#dirtySamples) {
      const sent = this.#dirty;
      const samples = this.#dirtySamples;
      this.#dirty = new Map();
      this.#dirtySamples = undefined;
      try {
        const view = await this.#desk.call("application_save", {
          application: this.#id,
          changes: [...sent].map(([field, value]) => ({ field, value })),
          samples: samples ?? null,
        });
        this.#saved(view, sent);
      } catch (thrown) {
        this.#dirty = new Map([...sent, ...this.#dirty]);
        this.#dirtySamples ??= samples;
        if (!this.#setAside(asErrorCode(thrown))) return;
      }
    }
    if (this.keeping !== "untouched") this.keeping = this.unsaved ? "failed" : "saved";
  }

  #saved(view: ApplicationView, sent: Map<ApplicationField, string>) {
    this.#turn += 1;
    this.error = undefined;
    // The desk may tidy what it keeps; under somebody's hands nothing moves.
    for (const { field, value } of view.fields) if (sent.has(field)) this.#known[field] = value;
    this.take(view);
  }

  /** One refused field waits for its writer, and the others go on; anything else is tried again. */
  #setAside(error: ErrorCode): boolean {
    const field = error.code === "application_field_too_long" ? error.field : undefined;
    for (const [name] of this.#dirty) {
      if (name !== field) continue;
      this.#dirty.delete(name);
      this.refused = { ...this.refused, [name]: error };
      return true;
    }
    this.error = error;
    this.keeping = "failed";
    this.#rest();
    this.#pause = setTimeout(() => void this.flush(), AGAIN);
    return false;
  }
}

function without<T extends object>(all: T, key: string): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== key)) as Partial<T>;
}

const kept = new WeakMap<Desk, Map<string, Filling>>();

/** The one of this session: leaving an application and coming back finds what was typed. */
export function fillingOf(desk: Desk, id: string): Filling {
  const all = kept.get(desk) ?? new Map<string, Filling>();
  kept.set(desk, all);
  const filling = all.get(id) ?? new Filling(desk, id);
  all.set(id, filling);
  return filling;
}
