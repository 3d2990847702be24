/**
 * The personas of the fake desk: looks, publishing, the photo that is being
 * cut. What may be kept and what a network says are the real desk's to know.
 */
import type { AccountView } from "../bindings/AccountView";
import type { Commands } from "../bindings/commands";
import type { LookEra } from "../bindings/LookEra";
import type { LookView } from "../bindings/LookView";
import type { PersonaView } from "../bindings/PersonaView";
import type { MessagePicture } from "../bindings/MessagePicture";
import type { StagedPicture } from "../bindings/StagedPicture";
import type { Topic } from "../desk";
import type { ErrorCode } from "../errors";
import { drawnCut, drawnWhole, photoWith, type FakePhoto } from "./photos";
import { drawnPicture } from "./portraits";

type Answers = {
  [K in Extract<keyof Commands, `persona_${string}` | `picture_${string}` | "roster_check">]: (
    request: Commands[K]["request"],
  ) => Commands[K]["answer"];
};

export interface RosterWorld {
  personas: PersonaView[];
  accounts: () => AccountView[];
  /** How many drafts and unsettled replies are meant to leave as a persona. */
  uses: (persona: string) => Omit<Extract<ErrorCode, { code: "persona_in_use" }>, "code">;
  changed: (topic: Topic) => void;
}

export class FakeRoster {
  all: PersonaView[];
  /** How many faces the next photo shows. */
  faces = 1;
  /** What is in the system's clipboard. */
  copied: "photo" | "nothing" = "nothing";
  #world: RosterWorld;
  #photos = new Map<string, FakePhoto>();
  #beside = new Map<string, MessagePicture>();
  #eras = new Map<string, LookEra[]>();
  #count = 0;

  constructor(world: RosterWorld) {
    this.#world = world;
    this.all = world.personas;
  }

  stage(): StagedPicture {
    return this.#keep(photoWith(this.faces));
  }

  paste(): StagedPicture {
    if (this.copied === "nothing") throw { code: "clipboard_without_picture" } satisfies ErrorCode;
    return this.stage();
  }

  /** A picture that may go along with a message. */
  beside(): MessagePicture {
    const made = { path: `picture/beside-${this.#beside.size + 1}`, width: 640, height: 480 };
    this.#beside.set(made.path, made);
    return made;
  }

  pasteBeside(): MessagePicture {
    if (this.copied === "nothing") throw { code: "clipboard_without_picture" } satisfies ErrorCode;
    return this.beside();
  }

  /** A picture that may be kept with a draft; none where there is none any more. */
  kept(path: string | null): MessagePicture | null {
    return (path !== null && this.#beside.get(path)) || null;
  }

  /** A restart forgets what was only prepared. */
  forgetBeside() {
    this.#beside.clear();
  }

  besideAt(path: string): MessagePicture {
    const found = this.#beside.get(path);
    if (!found) throw { code: "message_picture_gone" } satisfies ErrorCode;
    return found;
  }

  /** The address of anything that is drawn here. */
  url(path: string): string {
    const [kind, id = ""] = path.split("/");
    const photo = this.#photos.get(id);
    if (photo && kind === "staged-source") return drawnWhole(photo);
    return photo ? drawnCut(photo) : drawnPicture(path);
  }

  find(id: string): PersonaView {
    const found = this.all.find((one) => one.id === id);
    if (!found) throw { code: "unknown_persona", persona: id } satisfies ErrorCode;
    return found;
  }

  readonly answers: Answers = {
    persona_list: () => ({ personas: this.all }),
    persona_show: ({ persona }) => this.find(persona),
    persona_add: ({ kind, line, own_lines, picture, details }) => {
      const id = `persona-${++this.#count}`;
      const look = this.#look(line.trim(), own_lines, this.#portrait(picture) ?? "jun");
      return this.#put({
        id,
        kind,
        look,
        published: this.#nowhere(),
        operators_may_send: kind === "human" || kind === "team",
        details,
        archived_at: null,
      });
    },
    persona_edit: ({ persona, line, own_lines, picture, details }) => {
      const found = this.find(persona);
      const before = found.look;
      const portrait = this.#portrait(picture) ?? before.portrait;
      const next = { line: line?.trim() ?? before.line, own_lines: own_lines ?? before.own_lines };
      const same =
        next.line === before.line &&
        portrait === before.portrait &&
        JSON.stringify(next.own_lines) === JSON.stringify(before.own_lines);
      if (!same) {
        this.#eras.set(persona, [this.#era(found), ...(this.#eras.get(persona) ?? [])]);
        found.look = this.#look(next.line, next.own_lines, portrait);
        for (const place of found.published) place.state = { state: "not_published" };
      }
      return this.#put({ ...found, details: details ?? found.details });
    },
    persona_duplicate: ({ persona }) => {
      const { look, details, ...rest } = this.find(persona);
      return this.#put({
        ...rest,
        id: `persona-${++this.#count}`,
        look: this.#look(`${look.line} 2`, [], look.portrait),
        published: this.#nowhere(),
        details: { ...details, consent: "" },
      });
    },
    persona_archive: ({ persona, when_used }) => {
      const uses = this.#world.uses(persona);
      if (when_used === "ask" && Object.values(uses).some((count) => count > 0))
        throw { code: "persona_in_use", ...uses } satisfies ErrorCode;
      return this.#put({ ...this.find(persona), archived_at: Date.now() });
    },
    persona_restore: ({ persona }) => this.#put({ ...this.find(persona), archived_at: null }),
    persona_history: ({ persona }) => ({
      looks: [this.#era(this.find(persona)), ...(this.#eras.get(persona) ?? [])],
    }),
    persona_publish: ({ persona, account }) => {
      const found = this.find(persona);
      for (const place of found.published) {
        if (place.account !== account) continue;
        place.state = { state: "live", custom_profile_id: "18446744073709551615" };
        place.speaks_in = found.look;
      }
      return this.#put(found);
    },
    roster_check: ({ account }) => {
      const lines = (state: string) =>
        this.all
          .filter((one) =>
            one.published.some((at) => at.account === account && at.state.state === state),
          )
          .map((one) => one.look.line);
      return {
        found: [],
        absent: lines("in_doubt"),
        gone: lines("unusable"),
        in_doubt: [],
        strangers: ["Holiday desk"],
      };
    },
    picture_crop: ({ picture, crop }) => {
      const photo = this.#photos.get(picture);
      if (!photo) throw { code: "picture_gone" } satisfies ErrorCode;
      return this.#keep({ ...photo, crop }, picture);
    },
    picture_reopen: () => this.#keep(photoWith(1)),
  };

  /** Becomes the portrait of a look under the photo's own key. */
  #portrait(picture: string | null): string | undefined {
    if (picture === null) return undefined;
    if (!this.#photos.has(picture)) throw { code: "picture_gone" } satisfies ErrorCode;
    return picture;
  }

  #keep(photo: FakePhoto, id = `staged-${++this.#count}`): StagedPicture {
    this.#photos.set(id, photo);
    const { width, height, crop, faces } = photo;
    return {
      id,
      width,
      height,
      source_width: width * 2,
      source_height: height * 2,
      crop,
      faces,
      notes: ["converted_to_srgb"],
    };
  }

  #look(line: string, own_lines: LookView["own_lines"], portrait: string): LookView {
    return { id: `look-${++this.#count}`, line, own_lines, portrait, created_at: Date.now() };
  }

  #era({ look, published }: PersonaView): LookEra {
    const seen = published
      .filter((place) => place.speaks_in?.id === look.id)
      .map(({ account_name }) => ({
        account_name,
        messages: 41,
        customers: 17,
        first_at: look.created_at + 86_400_000,
        last_at: look.created_at + 40 * 86_400_000,
      }));
    return structuredClone({ look, published, seen });
  }

  #nowhere(): PersonaView["published"] {
    return this.#world.accounts().map((account) => ({
      account: account.id,
      account_name: account.name,
      state: { state: "not_published" },
      speaks_in: null,
    }));
  }

  #put(persona: PersonaView): PersonaView {
    this.all = [...this.all.filter((one) => one.id !== persona.id), persona].sort((a, b) =>
      a.look.line.localeCompare(b.look.line),
    );
    this.#world.changed("personas");
    return persona;
  }
}
