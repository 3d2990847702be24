/**
 * The desk hears which conversation somebody has before them: while it does, the
 * customer may be told so and the conversation read more often, as its account's
 * people chose. A window that is hidden is before nobody.
 */
import type { Address } from "$lib/address";
import type { ConversationView } from "$lib/bindings/ConversationView";
import type { Desk } from "$lib/desk";

const inSight = () => document.visibilityState === "visible";

/** Holds as long as the component lives; to be told what it shows of the conversation. */
export function attending(desk: Desk, address: Address): (view: ConversationView) => void {
  // Whoever reads need not be disturbed where the desk cannot hear it.
  const tell = (name: "conversation_attend" | "conversation_leave" | "conversation_seen") => {
    desk.call(name, { ...address }).catch(() => {});
  };
  $effect(() => {
    const look = () => tell(inSight() ? "conversation_attend" : "conversation_leave");
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      tell("conversation_leave");
    };
  });
  return (view) => {
    if (view.row.unread > 0 && inSight()) tell("conversation_seen");
  };
}
