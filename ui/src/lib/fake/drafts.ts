/** Drafts of the fake desk: both texts are kept where two meet, as the desk does. */
import type { DraftSave } from "../bindings/DraftSave";
import type { DraftSaved } from "../bindings/DraftSaved";
import type { DraftView } from "../bindings/DraftView";
import type { MessagePicture } from "../bindings/MessagePicture";
import type { ReplyView } from "../bindings/ReplyView";
import type { ErrorCode } from "../errors";
import { together, without } from "../together";
import type { Talk } from "./world";

/** When the draft was last changed, also where nothing is left of it. */
export const draftedAt = (talk: Talk) => talk.draftedAt ?? talk.draft?.at ?? 0;

function put(talk: Talk, draft: Omit<DraftView, "at">) {
  const at = Math.max(Date.now(), draftedAt(talk) + 1);
  talk.draftedAt = at;
  if (draft.text.trim() === "" && draft.picture === null) delete talk.draft;
  else talk.draft = { ...draft, at };
}

export function keepDraft(
  talk: Talk,
  { text, persona, picture: path, upon }: DraftSave,
  found: MessagePicture | null,
): DraftSaved {
  const kept = talk.draft;
  const adds =
    kept !== undefined &&
    (!text.includes(kept.text) || (kept.picture !== null && kept.picture.path !== found?.path));
  const other = upon !== null && upon !== draftedAt(talk) && adds ? kept : null;
  const more = other && !text.includes(other.text) ? other.text : "";
  put(talk, { text: together(text, more), persona, picture: found ?? other?.picture ?? null });
  const picture = path === null || found ? "kept" : "gone";
  return { at: draftedAt(talk), picture, other };
}

/** A reply goes back into the draft, in front of what is there. */
export function backToDraft(talk: Talk, taken: ReplyView) {
  const kept = talk.draft?.picture ?? null;
  if (kept && taken.picture && kept.path !== taken.picture.path)
    throw { code: "draft_has_picture" } satisfies ErrorCode;
  const text = together(taken.text, talk.draft?.text ?? "");
  put(talk, { text, picture: taken.picture ?? kept, persona: taken.spoken_as.persona });
}

/** What was released is no draft any more; what came into it meanwhile stays. */
export function emptyDraft(talk: Talk, released: string, persona: string) {
  const text = talk.draft?.text ?? "";
  const rest = without(text, released);
  put(talk, { text: rest === text ? "" : rest, picture: null, persona });
}
