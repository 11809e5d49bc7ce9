import type { Input, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { printExpressions } from './expression-members.ts';
import { attributePaths } from './primary-key.ts';
import { type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** One put or delete of a `BatchWriteItem` request. */
export type BatchedWrite = NonNullable<Input<'BatchWriteItem'>['RequestItems']>[string][number];

/** The items that a batch found, and the unprocessed keys. */
export interface FoundItems {
  readonly items: readonly Item[];
  readonly unprocessed: readonly Item[];
}

/** Builds the request that reads up to 100 items: all attributes, or those of `names` and the key. */
export function batchGetRequest(
  entity: AnyEntity,
  keys: readonly Item[],
  consistent: boolean | undefined,
  names: ReadonlySet<string> | undefined,
): Request<'BatchGetItem', FoundItems> {
  const projection = names && attributePaths(entity, names, entity.keys.table.entryKey);
  const request = withoutUndefined({
    Keys: [...keys],
    ConsistentRead: consistent,
    ...printExpressions({ projection }),
  });
  const { table } = entity;
  return {
    operation: 'BatchGetItem',
    input: { RequestItems: { [table]: request } },
    // The request names one table, so every entry is about it, under whatever name the engine returns.
    decode: ({ Responses, UnprocessedKeys }) => ({
      items: Object.values(Responses ?? {}).flat(),
      unprocessed: Object.values(UnprocessedKeys ?? {}).flatMap((unread) => unread?.Keys ?? []),
    }),
    translateError: tableErrorTranslation(table),
  };
}

/** Builds the request that executes up to 25 puts and deletes; its result is the unprocessed ones. */
export function batchWriteRequest(
  { table }: AnyEntity,
  writes: readonly BatchedWrite[],
): Request<'BatchWriteItem', readonly BatchedWrite[]> {
  return {
    operation: 'BatchWriteItem',
    input: { RequestItems: { [table]: [...writes] } },
    decode: ({ UnprocessedItems }) => Object.values(UnprocessedItems ?? {}).flat(),
    translateError: tableErrorTranslation(table),
  };
}
