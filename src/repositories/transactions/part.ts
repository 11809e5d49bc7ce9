import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { itemSizeLimitBytes, transactionActionLimit, transactionLimitBytes } from '../../domain/limits.ts';
import { itemSizeBytes, valueSizeBytes } from '../../domain/values/size.ts';
import { identityOf } from '../key-matches.ts';
import type { ErrorTranslation } from '../requests/request.ts';

/** A request as part of a transaction. */
export interface Part {
  readonly operation: string;
  readonly entity: AnyEntity;
  readonly input: { readonly Key?: Item | undefined; readonly Item?: Item | undefined };
  readonly translateError: ErrorTranslation;
}

/** Returns the item that a request is about: its primary key, or the whole item. */
export function itemOf({ input }: Part): Item {
  return input.Key ?? input.Item ?? {};
}

/**
 * Checks the requests of a transaction.
 *
 * @param call - the function called, for messages.
 * @param methods - the methods of `requests` whose requests it takes, by operation.
 * @throws DynarepoError - `BAD_INPUT`: one is not such a request, there are more than 100, or two are about the same item.
 */
export function checkParts(
  call: string,
  parts: unknown,
  methods: Readonly<Record<string, string>>,
): asserts parts is readonly Part[] {
  const reject = (problem: string) => new DynarepoError('BAD_INPUT', `${call} ${problem}`);
  if (!Array.isArray(parts)) throw reject('takes an array of requests');
  checkCount(call, parts.length);
  const known = new Map<string, number>();
  // Array.from also visits the holes of a sparse array.
  for (const [index, part] of Array.from<unknown>(parts).entries()) {
    const request = toPart(call, part, { methods, number: index + 1 });
    const identity = identityOf(request.entity, itemOf(request));
    const earlier = known.get(identity);
    if (earlier !== undefined) {
      const name = nameOfItem(request.entity, itemOf(request));
      throw reject(`can have only one request for ${name}, but numbers ${earlier + 1} and ${index + 1} are for it`);
    }
    known.set(identity, index);
  }
}

/**
 * Checks one of several requests.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not a request of one of the methods.
 */
export function toPart(
  call: string,
  part: unknown,
  { methods, number }: { readonly methods: Readonly<Record<string, string>>; readonly number: number },
): Part {
  if (isRecord(part) && 'entity' in part && Object.hasOwn(methods, String(Reflect.get(part, 'operation')))) {
    if (typeof Reflect.get(part, 'translateError') === 'function') return part as unknown as Part; // only our requests have an entity
    throw new DynarepoError(
      'BAD_INPUT',
      `${call}: request number ${number} is a copy without functions, as JSON makes it`,
    );
  }
  const example = `users.requests.${'DeleteItem' in methods ? 'delete' : 'get'}(key)`;
  const text = `takes requests of ${Object.values(methods).join(', ')}, as ${example}; number ${number} is not one`;
  throw new DynarepoError('BAD_INPUT', `${call} ${text}`);
}

/**
 * Checks the number of actions of a transaction.
 *
 * @throws DynarepoError - `BAD_INPUT`: there are more than 100.
 */
export function checkCount(call: string, count: number): void {
  if (count <= transactionActionLimit) return;
  throw new DynarepoError('BAD_INPUT', `${call} has ${count} actions, but DynamoDB allows ${transactionActionLimit}`);
}

/** A part with the values of its expressions, which count for the size of a transaction as its item or key does. */
interface SizedPart {
  readonly input: Part['input'] & { readonly ExpressionAttributeValues?: Item | undefined };
}

/**
 * Checks the size of a transaction.
 *
 * @throws DynarepoError - `BAD_INPUT`: the items, keys and values have more than 4 MB.
 */
export function checkPayload(call: string, parts: readonly SizedPart[]): void {
  // Fewer items cannot be so large.
  if (parts.length * itemSizeLimitBytes <= transactionLimitBytes) return;
  let bytes = 0;
  for (const { input } of parts) {
    bytes += itemSizeBytes(input.Key ?? input.Item ?? {});
    for (const value of Object.values(input.ExpressionAttributeValues ?? {})) bytes += valueSizeBytes(value);
  }
  if (bytes <= transactionLimitBytes) return;
  throw new DynarepoError('BAD_INPUT', `${call} has ${bytes} bytes, but DynamoDB allows ${transactionLimitBytes}`);
}
