import { tokenLifetimeMs } from '../../../domain/limits.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import { encodeUtf8 } from '../../../domain/values/utf8.ts';
import type { Account } from '../account/account.ts';
import type { TokenExpired } from '../account/account-event.ts';
import type { RememberedTransaction } from '../account/remembered-transaction.ts';
import { schedule } from '../account/schedule.ts';
import { md5Prefix } from '../storage/md5.ts';
import { getEntry, removeEntry, setEntry } from '../storage/ordered-map.ts';
import { parameterMismatch } from '../wording/transaction-errors.ts';
import type { ParsedAction } from './parse-action.ts';

/** A transaction with a client request token. */
export interface TokenedTransaction {
  readonly token: string;
  /** From {@link fingerprintOf}. */
  readonly fingerprint: string;
}

/**
 * Returns the transaction that was executed with the same token and the same actions; `undefined` if the token is new.
 *
 * @throws ServiceError - IdempotentParameterMismatchException: the token was used with other actions.
 */
export function executedBefore(
  { tokens }: Account,
  { token, fingerprint }: TokenedTransaction,
): RememberedTransaction | undefined {
  const remembered = getEntry(tokens, token);
  if (remembered !== undefined && remembered.fingerprint !== fingerprint) throw parameterMismatch();
  return remembered;
}

/** Returns the account with a transaction remembered for ten minutes from `nowMs` on. */
export function rememberTransaction(
  account: Account,
  token: string,
  { remembered, nowMs }: { readonly remembered: RememberedTransaction; readonly nowMs: number },
): Account {
  const tokens = setEntry(account.tokens, [token, remembered], account.owner);
  return schedule({ ...account, tokens }, nowMs + tokenLifetimeMs, { kind: 'token expired', token });
}

/** Returns the account without a token. */
export function forgetToken(account: Account, { token }: TokenExpired): Account {
  return { ...account, tokens: removeEntry(account.tokens, token, account.owner) };
}

/**
 * Returns a text that is equal for equal actions: behaviour §14, the other members of the request have no part in it.
 * Inferred: values count as they are stored, and `NONE` is the same as no `ReturnValuesOnConditionCheckFailure`.
 */
export function fingerprintOf(actions: readonly ParsedAction[]): string {
  const text = JSON.stringify(actions.map(partsOf), inOneOrder);
  return `${text.length}-${md5Prefix(encodeUtf8(text)).toString(16)}`;
}

function partsOf({ action, tableName, item, attributes }: ParsedAction): readonly unknown[] {
  const { kind, ConditionExpression, UpdateExpression, ReturnValuesOnConditionCheckFailure = 'NONE' } = action;
  return [
    kind,
    tableName,
    item.attributes,
    [ConditionExpression, UpdateExpression, attributes.names, attributes.values],
    ReturnValuesOnConditionCheckFailure,
  ];
}

/** Prints members in one order, whatever the order in the request, and bytes as base64. */
function inOneOrder(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return encodeBase64(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
