/**
 * The brand's data as a whole, in the page: backups, going back to one, writing
 * everything out, and how long messages are kept. Nothing that deletes or
 * replaces happens before what it means was shown and somebody said yes.
 */
import type { BackupList } from "$lib/bindings/BackupList";
import type { ExportedFile } from "$lib/bindings/ExportedFile";
import type { RestorePreview } from "$lib/bindings/RestorePreview";
import type { Retention } from "$lib/bindings/Retention";
import type { RetentionPreview } from "$lib/bindings/RetentionPreview";
import type { Desk } from "$lib/desk";
import { Acting } from "./acting.svelte";

export class Backups extends Acting {
  list = $state.raw<BackupList | undefined>();
  /** When the backup was made that was asked for here, in milliseconds. */
  made = $state<number | undefined>();
  /** What going back would mean; nothing was done yet. */
  preview = $state.raw<RestorePreview | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
    void this.read();
  }

  read() {
    return this.act(async () => {
      this.list = await this.#desk.call("backup_list", {});
    });
  }

  make() {
    this.made = undefined;
    return this.act(async () => {
      this.made = (await this.#desk.call("backup_now", {})).made_at;
      this.list = await this.#desk.call("backup_list", {});
    });
  }

  look(backup: string) {
    return this.act(async () => {
      this.preview = await this.#desk.call("backup_restore_preview", { backup });
    });
  }

  leave() {
    this.preview = undefined;
  }

  /** Prepares it; only the next start puts it in place. */
  restore() {
    const backup = this.preview?.backup.name;
    if (backup === undefined) return Promise.resolve();
    return this.act(async () => {
      await this.#desk.call("backup_restore", { backup });
      await this.#desk.window.restart();
    });
  }
}

export class Everything extends Acting {
  written = $state.raw<ExportedFile | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
  }

  write() {
    this.written = undefined;
    return this.act(async () => {
      this.written = await this.#desk.call("export_everything", {});
    });
  }
}

export class Keeping extends Acting {
  now = $state.raw<Retention | undefined>();
  days = $state("");
  /** What the days asked for would delete at once. */
  preview = $state.raw<{ days: number; deletes: RetentionPreview } | undefined>();
  #desk: Desk;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
    void this.read();
  }

  read() {
    return this.act(async () => {
      this.now = await this.#desk.call("retention_show", {});
    });
  }

  /** The days in the field, where they are a whole number of enough days. */
  get chosen(): number | undefined {
    const days = Number(this.days);
    const least = this.now?.least;
    return least !== undefined && Number.isInteger(days) && days >= least ? days : undefined;
  }

  look() {
    const days = this.chosen;
    if (days === undefined) return Promise.resolve();
    return this.act(async () => {
      this.preview = { days, deletes: await this.#desk.call("retention_preview", { days }) };
    });
  }

  leave() {
    this.preview = undefined;
  }

  keep() {
    const days = this.preview?.days;
    return days === undefined ? Promise.resolve() : this.#set(days);
  }

  off() {
    return this.#set(null);
  }

  #set(days: number | null) {
    return this.act(async () => {
      this.now = await this.#desk.call("retention_set", { days });
      this.days = "";
    });
  }
}
