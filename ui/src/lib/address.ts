/** Which conversation: an account's key and a customer's network id. */
export interface Address {
  account: string;
  customer: string;
}

export function sameAddress(a: Address | undefined, b: Address | undefined): boolean {
  return a?.account === b?.account && a?.customer === b?.customer;
}

export function addressKey(address: Address): string {
  return `${address.account}/${address.customer}`;
}
