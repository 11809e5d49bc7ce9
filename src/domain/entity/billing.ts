/** The billing mode: on-demand, or provisioned with `read` and `write` capacity units per second. */
export type Billing = 'PAY_PER_REQUEST' | { readonly read: number; readonly write: number };
