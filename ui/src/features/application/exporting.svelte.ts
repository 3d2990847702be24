/**
 * Writing an application out: everything typed is saved first, then the document
 * is put among the downloads. A page is opened at once, to be read and printed.
 */
import type { ExportFormat } from "$lib/bindings/ExportFormat";
import type { Desk } from "$lib/desk";
import { asErrorCode, type ErrorCode } from "$lib/errors";
import type { Filling } from "./filling.svelte";

export const FORMATS = ["html", "md", "json"] as const satisfies readonly ExportFormat[];

export class Exporting {
  /** The document that was saved last. */
  done = $state.raw<{ path: string; format: ExportFormat } | undefined>();
  error = $state.raw<ErrorCode | undefined>();
  busy = $state(false);
  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** `version`: another than the newest. */
  save(filling: Filling, application: string, format: ExportFormat, version: number | null) {
    return this.#tryTo(async () => {
      this.done = undefined;
      await filling.settle();
      const made = await this.#desk.call("application_export", { application, version, format });
      const path = await this.#desk.window.saveDocument(made.file_name, made.text);
      this.done = { path, format };
      if (format === "html") await this.#desk.window.openDocument(path);
    });
  }

  /** Opens what was saved last. */
  open() {
    const { done } = this;
    return this.#tryTo(async () => {
      if (done) await this.#desk.window.openDocument(done.path);
    });
  }

  /** Opens the network's form; what was typed is saved before one looks away. */
  openForm(filling: Filling, address: string) {
    return this.#tryTo(async () => {
      await filling.flush();
      await this.#desk.window.openAddress(address);
    });
  }

  async #tryTo(what: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      await what();
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    } finally {
      this.busy = false;
    }
  }
}
