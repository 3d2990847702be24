/**
 * What this desk has of one customer: written out, or forgotten. Nothing is
 * deleted before what goes was shown; nobody is forgotten while a reply to them
 * is not settled.
 */
import type { Address } from "$lib/address";
import type { ConversationFormat } from "$lib/bindings/ConversationFormat";
import type { ExportedDocument } from "$lib/bindings/ExportedDocument";
import type { Forgotten } from "$lib/bindings/Forgotten";
import type { ForgetPreview } from "$lib/bindings/ForgetPreview";
import type { OldCopies } from "$lib/bindings/OldCopies";
import type { Desk } from "$lib/desk";
import { Acting } from "./acting.svelte";

export class PersonData extends Acting {
  /** Where documents were written. */
  written = $state.raw<string[]>([]);
  preview = $state.raw<ForgetPreview | undefined>();
  copies = $state<OldCopies>("keep");
  forgotten = $state.raw<Forgotten | undefined>();
  #desk: Desk;
  #who: Address;

  constructor(desk: Desk, { account, customer }: Address) {
    super();
    this.#desk = desk;
    this.#who = { account, customer };
  }

  conversation(format: ConversationFormat) {
    return this.act(async () => {
      this.written = [];
      await this.#save(await this.#desk.call("export_conversation", { ...this.#who, format }));
    });
  }

  everything() {
    return this.act(async () => {
      this.written = [];
      const { data, page } = await this.#desk.call("customer_export", this.#who);
      await this.#save(data);
      await this.#save(page);
    });
  }

  look() {
    return this.act(async () => {
      this.preview = await this.#desk.call("customer_forget_preview", this.#who);
    });
  }

  forget() {
    return this.act(async () => {
      const { copies } = this;
      this.forgotten = await this.#desk.call("customer_forget", { ...this.#who, copies });
    });
  }

  async #save({ file_name, text }: ExportedDocument) {
    this.written = [...this.written, await this.#desk.window.saveDocument(file_name, text)];
  }
}
