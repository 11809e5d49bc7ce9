import { decimal, type EntityOf, entity, type KeyOf, key, type NewOf, type Repository, string, union } from 'dynarepo';
import { ShopTable } from './shop-table.ts';

const attributes = { customerId: string(), id: string(), amount: decimal() };
const paymentKey = { partition: key`CUSTOMER#${'customerId'}`, sort: key`PAYMENT#${'id'}` };

const CardPayment = entity('CardPayment', {
  table: ShopTable,
  attributes: { ...attributes, lastDigits: string() },
  key: paymentKey,
});
const TransferPayment = entity('TransferPayment', {
  table: ShopTable,
  attributes: { ...attributes, iban: string() },
  key: paymentKey,
});

/** A payment by card or by transfer: a discriminated union with the tag `method`. */
export const Payment = union('Payment', { by: 'method', members: { card: CardPayment, transfer: TransferPayment } });
export type Payment = EntityOf<typeof Payment>;

export type PaymentRepository = Repository<Payment, KeyOf<typeof Payment>, NewOf<typeof Payment>>;

/** Describes a payment; the tag selects the member of the union. */
export function describePayment(payment: Payment): string {
  return payment.method === 'card'
    ? `${payment.amount} by card …${payment.lastDigits}`
    : `${payment.amount} by transfer from ${payment.iban}`;
}
