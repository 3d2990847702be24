/** A sample persona in a conversation, as customers would see it. */
import type { AccountView } from "$lib/bindings/AccountView";
import type { ApplicationField } from "$lib/bindings/ApplicationField";
import type { CustomerView } from "$lib/bindings/CustomerView";
import type { SampleView } from "$lib/bindings/SampleView";
import { m } from "$messages";

/** Under the brand of the account, or as the application names it. */
export function sampleThread(
  { line, portrait }: SampleView,
  account: AccountView | undefined,
  texts: Partial<Record<ApplicationField, string>>,
): CustomerView {
  return {
    brand_name: texts.brand || account?.display_name || m.app_name(),
    brand_handle: texts.handle || account?.handle || "",
    brand_picture: account?.picture ?? null,
    bubbles: [
      {
        from: "customer",
        text: m.customer_sample_question(),
        at: 0,
        line: null,
        picture: null,
        photo: null,
      },
      {
        from: "brand",
        text: m.customer_sample_answer(),
        at: 0,
        line,
        picture: portrait,
        photo: null,
      },
    ],
  };
}
