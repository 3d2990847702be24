/**
 * The list of conversations. It is asked for as soon as there is a desk: the
 * first view shows it, and need not wait to be drawn before it may ask.
 */
import type { ConversationList } from "./bindings/ConversationList";
import type { Desk } from "./desk";
import { Fresh } from "./fresh.svelte";

const LISTED = /^(?:inbox|outbox|drafts|accounts|conversation:.*)$/u;

let ahead: { desk: Desk; list: Fresh<ConversationList> } | undefined;

const read = (desk: Desk) =>
  new Fresh(
    desk,
    (topic) => LISTED.test(topic),
    () => desk.call("conversation_list", { account: null }),
  );

/** Asks now; whoever wants the list first gets this answer, kept up to date. */
export function readAhead(desk: Desk) {
  ahead?.list.stop();
  ahead = { desk, list: read(desk) };
}

/** The list, until the component that asked for it goes. */
export function conversationsOn(desk: Desk): Fresh<ConversationList> {
  const list = ahead?.desk === desk ? ahead.list : read(desk);
  ahead = undefined;
  $effect(() => () => list.stop());
  return list;
}
