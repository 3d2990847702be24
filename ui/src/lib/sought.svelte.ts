/** A message somebody wants to see, until its conversation has taken it. */
import { sameAddress, type Address } from "./address";

class Sought {
  #wanted = $state.raw<{ address: Address; message: string } | undefined>();

  want(address: Address, message: string | undefined) {
    this.#wanted = message === undefined ? undefined : { address, message };
  }

  /** Whether it is one of this conversation. */
  isIn(address: Address): boolean {
    return this.#wanted !== undefined && sameAddress(this.#wanted.address, address);
  }

  /** The message, once; undefined where none of this conversation is wanted. */
  take(address: Address): string | undefined {
    if (!this.isIn(address)) return undefined;
    const message = this.#wanted?.message;
    this.#wanted = undefined;
    return message;
  }
}

export const sought = new Sought();
