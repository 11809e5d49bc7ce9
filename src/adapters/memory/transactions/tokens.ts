import { tokenLifetimeMs } from '../../../domain/limits.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import type { Account } from '../account/account.ts';
import type { TokenExpired } from '../account/account-event.ts';
import type { RememberedTransaction } from '../account/remembered-transaction.ts';
import { schedule } from '../account/schedule.ts';
import { entriesOf, getEntry, removeEntry, setEntry } from '../storage/ordered-map.ts';
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
  { token, fingerprint }: TokenedTransaction,
  { sizesBytes, nowMs }: Pick<RememberedTransaction, 'sizesBytes'> & { readonly nowMs: number },
): Account {
  const tokens = setEntry(account.tokens, [token, { fingerprint, sizesBytes }], account.owner);
  return schedule({ ...account, tokens }, nowMs + tokenLifetimeMs, { kind: 'token expired', token });
}

/** A client request token that an account remembers. */
export interface RememberedToken {
  /** The token, as the request had it. */
  readonly token: string;
  /** When it is forgotten, so that it can be used for another transaction: milliseconds since 1970-01-01 UTC. */
  readonly forgottenAtMs: number;
}

/** Returns the tokens that an account remembers, in the order in which they are forgotten. */
export function rememberedTokens({ agenda }: Account): RememberedToken[] {
  const tokens: RememberedToken[] = [];
  for (const [{ dueMs }, event] of entriesOf(agenda)) {
    if (event.kind === 'token expired') tokens.push({ token: event.token, forgottenAtMs: dueMs });
  }
  return tokens;
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
  const text = canonicalText(actions.map(partsOf));
  return `${text.length}-${hashOf(text).toString(16)}`;
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

/** Prints a value as JSON, its members in one order whatever their order in the request, and bytes as base64. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (value instanceof Uint8Array) return `<${encodeBase64(value)}>`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members: Readonly<Record<string, unknown>> = { ...value };
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(members[name])}`).join()}}`;
}

/** Returns 53 bits of a text: two FNV-1a hashes with different seeds. Other texts by chance have other bits. */
function hashOf(text: string): number {
  let [left, right] = [0x811c9dc5, 0x9e3779b9];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    left = Math.imul(left ^ unit, 0x01000193);
    right = Math.imul(right ^ unit, 0x85ebca6b);
  }
  return (left >>> 0) * 2 ** 21 + (right >>> 11);
}
