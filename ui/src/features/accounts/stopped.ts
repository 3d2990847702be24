/** What stopped an account. */
import type { Words } from "$lib/bindings/Words";

/** The codes with which a token or a key is no longer accepted (32, 89, 99, 215). */
const KEYS: readonly (number | null)[] = [32, 89, 99, 215];

/** Whether signing in again settles it, in place of something done on the network. */
export function asksForSignIn(said: Words): boolean {
  return KEYS.includes(said.code) || (said.code === null && said.status === 401);
}
