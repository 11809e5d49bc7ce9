/** The billing mode: on-demand, or provisioned with `read` and `write` capacity units per second. */
export type Billing = 'PAY_PER_REQUEST' | { readonly read: number; readonly write: number };

/** Returns a frozen copy of a billing mode. */
export function copyBilling(billing: Billing | undefined): Billing | undefined {
  return typeof billing === 'object' ? Object.freeze({ ...billing }) : billing;
}
