/**
 * Backups, exports, forgetting and keeping for a time, in the fake desk: lists
 * that grow and shrink. That nothing is lost is proved at the real one.
 */
import type { BackupView } from "../bindings/BackupView";
import type { Commands } from "../bindings/commands";
import type { SetAside } from "../bindings/SetAside";
import type { Talk } from "./world";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";

type Name = Extract<
  keyof Commands,
  | `backup_${string}`
  | `export_${string}`
  | `customer_${"export" | `forget${string}`}`
  | `retention_${string}`
>;
type Answers = {
  [K in Name]: (request: Commands[K]["request"]) => Commands[K]["answer"];
};

const DAY = 86_400_000;
const LEAST = 30;
const FOLDER = "/home/ana/.local/share/byline";

export class FakeData {
  #now: number;
  #talks: () => Talk[];
  #forget: (customer: string) => void;
  #changed: (...topics: Topic[]) => void;
  #backups: BackupView[];
  #aside: SetAside[] = [];
  #days: number | null = null;

  constructor(
    now: number,
    talks: () => Talk[],
    forget: (customer: string) => void,
    changed: (...topics: Topic[]) => void,
  ) {
    this.#now = now;
    this.#talks = talks;
    this.#forget = forget;
    this.#changed = changed;
    this.#backups = [0, 1, 2].map((days) => this.#backup(now - days * DAY - 3_600_000));
    this.#backups.push({
      ...this.#backup(now - 9 * DAY),
      name: "byline-20261114T090000Z-before-update-from-8.sqlite",
      why: { why: "before_update", from: 8 },
    });
  }

  readonly answers: Answers = {
    backup_now: () => {
      const made = this.#backup(this.#now);
      this.#backups.unshift(made);
      return made;
    },
    backup_list: () => this.#list(),
    backup_restore_preview: ({ backup }) => ({
      backup: this.#named(backup),
      come_back: 2,
      now: this.#counts(),
    }),
    backup_restore: ({ backup }) => ({
      backup: this.#named(backup),
      come_back: 2,
      set_aside: `${FOLDER}/set-aside/byline-20261123T081500Z-before-restore.sqlite`,
    }),
    backup_delete: ({ backup }) => {
      this.#named(backup);
      this.#backups = this.#backups.filter(({ name }) => name !== backup);
      return this.#list();
    },
    export_everything: () => ({
      path: "/home/ana/Downloads/Byline, everything.json",
      size: 1_482_221,
      rows: 3_204,
    }),
    export_conversation: ({ customer, format }) => ({
      file_name: `Conversation with ${customer}.${format === "html" ? "html" : "txt"}`,
      text: customer,
    }),
    customer_export: ({ customer }) => ({
      data: { file_name: `Conversation with ${customer}.json`, text: "{}" },
      page: { file_name: `Conversation with ${customer}.html`, text: customer },
    }),
    customer_forget_preview: ({ customer }) => {
      const talk = this.#talk(customer);
      const times = talk.items.flatMap((item) => (item.item === "reply" ? [] : [item.at]));
      return {
        customer: talk.customer,
        messages: times.length,
        replies: talk.items.filter(({ item }) => item === "outgoing").length,
        drafts: talk.draft ? 1 : 0,
        pictures: talk.customer.picture ? 1 : 0,
        first_at: times.length > 0 ? Math.min(...times) : null,
        last_at: times.length > 0 ? Math.max(...times) : null,
        unsettled: talk.items.filter(({ item }) => item === "reply").length,
        backups: this.#backups,
        set_aside: this.#aside,
      };
    },
    customer_forget: ({ customer, copies }) => {
      const talk = this.#talk(customer);
      const replies = talk.items.filter(({ item }) => item === "reply").length;
      if (replies > 0) throw { code: "customer_unsettled", replies } satisfies ErrorCode;
      const files = this.#backups.map(({ path }) => path);
      if (copies === "delete") this.#backups = [];
      this.#forget(talk.customer.id);
      this.#changed("inbox");
      return {
        messages: talk.items.length,
        replies: 0,
        deleted: copies === "delete" ? files : [],
        left: copies === "delete" ? [] : files,
      };
    },
    retention_show: () => ({ days: this.#days, ran_at: null, least: LEAST }),
    retention_preview: ({ days }) => {
      this.#refuse(days);
      return {
        before: this.#now - days * DAY,
        messages: 128,
        conversations: 9,
        customers: 4,
        first_at: this.#now - 400 * DAY,
        last_at: this.#now - (days + 1) * DAY,
        held_back: 3,
      };
    },
    retention_set: ({ days }) => {
      if (days !== null) this.#refuse(days);
      this.#days = days;
      return { days, ran_at: days === null ? null : this.#now, least: LEAST };
    },
  };

  #refuse(days: number) {
    if (days < LEAST || days > 36_500)
      throw { code: "retention_refused", least: LEAST, most: 36_500 } satisfies ErrorCode;
  }

  #list() {
    return { folder: `${FOLDER}/backups`, backups: this.#backups, set_aside: this.#aside };
  }

  #named(backup: string): BackupView {
    const found = this.#backups.find(({ name }) => name === backup);
    if (!found) throw { code: "unknown_backup", backup } satisfies ErrorCode;
    return found;
  }

  #talk(customer: string): Talk {
    const found = this.#talks().find((talk) => talk.customer.id === customer);
    if (!found) throw { code: "unknown_customer", customer } satisfies ErrorCode;
    return found;
  }

  #counts() {
    return {
      accounts: 1,
      conversations: this.#talks().length,
      messages: this.#talks().reduce((sum, { items }) => sum + items.length, 0),
      personas: 3,
      unsettled: 2,
    };
  }

  #backup(at: number): BackupView {
    const moment = new Date(at).toISOString().replace(/[-:]|\.\d+/gu, "");
    const name = `byline-${moment}.sqlite`;
    return {
      name,
      path: `${FOLDER}/backups/${name}`,
      made_at: at,
      size: 2_412_544,
      why: { why: "regular" },
      counts: this.#counts(),
    };
  }
}
