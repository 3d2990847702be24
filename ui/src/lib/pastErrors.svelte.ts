/**
 * What went wrong in this session, to be read again: a sentence shown in its
 * place is gone with the place. Every rejected call is kept here, at the port,
 * so that nothing can be forgotten.
 */
import { m } from "$messages";
import type { Commands } from "./bindings/commands";
import type { Desk } from "./desk";
import { asErrorCode, errorSentence, type ErrorCode } from "./errors";

/** Older ones are forgotten. */
export const KEPT = 200;

export interface PastError {
  key: number;
  /** When it happened last. */
  at: number;
  /** In the user's words. */
  where: string;
  code: ErrorCode["code"];
  sentence: string;
  /** How often in a row: a save that is tried again and again is one problem. */
  times: number;
}

export class PastErrors {
  /** Newest first. */
  all = $state.raw<PastError[]>([]);
  #count = 0;

  add(where: string, error: ErrorCode, at = Date.now()) {
    const sentence = errorSentence(error, at);
    const [last, ...rest] = this.all;
    if (last?.where === where && last.sentence === sentence) {
      this.all = [{ ...last, at, times: last.times + 1 }, ...rest];
      return;
    }
    const one = { key: ++this.#count, at, where, code: error.code, sentence, times: 1 };
    this.all = [one, ...this.all].slice(0, KEPT);
  }
}

export const pastErrors = new PastErrors();

/** Where it went wrong, by the first word of a command's name. */
function placeOf(command: string): string {
  const places: Record<string, () => string> = {
    inbox: m.problem_at_inbox,
    conversation: m.problem_at_conversation,
    customer: m.problem_at_conversation,
    draft: m.problem_at_draft,
    reply: m.problem_at_reply,
    outbox: m.problem_at_reply,
    persona: m.problem_at_persona,
    roster: m.problem_at_persona,
    line: m.problem_at_persona,
    picture: m.problem_at_persona,
    account: m.problem_at_account,
    vault: m.problem_at_vault,
    ledger: m.problem_at_ledger,
    search: m.problem_at_search,
    settings: m.problem_at_settings,
  };
  return (places[command.split("_")[0] ?? ""] ?? m.problem_at_desk)();
}

/** A question that the page asks at once, and a login that a person ended: no problems of the past. */
const EXPECTED: readonly ErrorCode["code"][] = ["persona_in_use", "login_given_up"];

/** A desk whose every refusal is kept. */
export function remembering(desk: Desk, past: PastErrors): Desk {
  async function kept<T>(command: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (thrown) {
      const error = asErrorCode(thrown);
      if (!EXPECTED.includes(error.code)) past.add(placeOf(command), error);
      throw thrown;
    }
  }
  return new Proxy(desk, {
    get(target, name) {
      if (name === "call")
        return <K extends keyof Commands>(command: K, request: Commands[K]["request"]) =>
          kept(command, target.call(command, request));
      if (name === "stagePicture")
        return (...given: Parameters<Desk["stagePicture"]>) =>
          kept("picture", target.stagePicture(...given));
      if (name === "droppedPicture") return () => kept("picture", target.droppedPicture());
      if (name === "stageMessagePicture")
        return (bytes: Uint8Array) => kept("picture", target.stageMessagePicture(bytes));
      if (name === "droppedMessagePicture")
        return () => kept("picture", target.droppedMessagePicture());
      if (name === "pasteMessagePicture")
        return () => kept("picture", target.pasteMessagePicture());
      if (name === "pastePicture") return () => kept("picture", target.pastePicture());
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === "function" ? found.bind(target) : found;
    },
  });
}
