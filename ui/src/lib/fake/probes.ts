/** What the fake network answers when it is asked what an account may do. */
import type { AccountView } from "../bindings/AccountView";
import type { Finding } from "../bindings/Finding";
import type { ProbeQuestion } from "../bindings/ProbeQuestion";
import type { ProbeVerdict } from "../bindings/ProbeVerdict";
import type { ProbeView } from "../bindings/ProbeView";
import type { Words } from "../bindings/Words";

export type ProbeWish =
  "not_on_list" | "open" | "read_only" | "revoked" | "unreachable" | "unknown";

type Answer = Omit<ProbeView, "at" | "changed" | "findings"> & {
  findings: Record<ProbeQuestion, Pick<Finding, "verdict" | "said">>;
};

const QUESTIONS: readonly ProbeQuestion[] = ["who", "permission", "messages", "personas"];

const said = (status: number, code: number | null, text: string): Words => ({ status, code, text });
const is = (verdict: ProbeVerdict, words: Words | null = null) => ({ verdict, said: words });

/** The answer, and what is different from the one before. */
export function probed(
  account: AccountView,
  wish: ProbeWish,
  before: ProbeView | undefined,
): ProbeView {
  const { findings, ...rest } = answer(account, wish);
  const all = QUESTIONS.map((question) => ({ question, until: null, ...findings[question] }));
  return {
    ...rest,
    at: Date.now(),
    findings: all,
    changed: (before?.findings ?? []).flatMap(({ question, verdict }) =>
      verdict === findings[question].verdict
        ? []
        : [{ question, before: verdict, before_at: before?.at ?? 0 }],
    ),
  };
}

function answer(account: AccountView, wish: ProbeWish): Answer {
  const who = {
    handle: account.handle,
    display_name: account.display_name,
    verification: "business" as const,
  };
  const nothing = { who: null, permission: null, price_per_message: null };
  const works = is("works");
  const skipped = is("not_asked");
  const known = { who, permission: "read_write_messages" as const, price_per_message: 15 };
  switch (wish) {
    case "open":
      return {
        ...known,
        findings: { who: works, permission: works, messages: works, personas: works },
        customers_see: "persona",
        next: ["publish_persona"],
      };
    case "not_on_list":
      return {
        ...known,
        findings: {
          who: works,
          permission: works,
          messages: works,
          personas: is(
            "not_on_list",
            said(403, 220, "Your credentials do not allow access to this resource."),
          ),
        },
        customers_see: "nothing_yet",
        next: ["apply_for_personas"],
      };
    case "read_only": {
      const no = is(
        "no_message_permission",
        said(403, 93, "This application is not allowed to access or delete your direct messages."),
      );
      return {
        ...known,
        who: { ...who, verification: "none" },
        permission: "read_write",
        findings: { who: works, permission: no, messages: no, personas: skipped },
        customers_see: "unknown",
        next: ["set_permission", "get_verified"],
      };
    }
    case "revoked":
      return {
        ...nothing,
        findings: {
          who: is("token_revoked", said(401, 89, "Invalid or expired token.")),
          permission: skipped,
          messages: skipped,
          personas: skipped,
        },
        customers_see: "unknown",
        next: ["sign_in_again"],
      };
    case "unreachable":
      return {
        ...nothing,
        findings: {
          who: is("unreachable"),
          permission: skipped,
          messages: skipped,
          personas: skipped,
        },
        customers_see: "unknown",
        next: ["check_connection"],
      };
    case "unknown":
      return {
        ...known,
        findings: {
          who: works,
          permission: works,
          messages: works,
          personas: is("unknown", said(418, 7001, "Shrug: nobody thought of this one.")),
        },
        customers_see: "unknown",
        next: ["ask_network", "wait_and_ask_again"],
      };
  }
}
