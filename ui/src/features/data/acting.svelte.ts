import { asErrorCode, type ErrorCode } from "$lib/errors";

/** One thing at a time; what failed is said, and what was shown stays. */
export class Acting {
  state = $state<"idle" | "busy">("idle");
  error = $state.raw<ErrorCode | undefined>();

  protected async act(work: () => Promise<void>) {
    if (this.state === "busy") return;
    this.state = "busy";
    this.error = undefined;
    try {
      await work();
    } catch (thrown) {
      this.error = asErrorCode(thrown);
    } finally {
      this.state = "idle";
    }
  }
}
