import type { Input, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { path } from '../../domain/expressions/document-path.ts';
import { printExpressions } from './expression-members.ts';
import { fieldNamed, keyFields } from './primary-key.ts';
import { type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** One put or delete of a batch, as the service takes it. */
export type BatchedWrite = NonNullable<Input<'BatchWriteItem'>['RequestItems']>[string][number];

/** The items that a batch found, and the keys that the service left unread. */
export interface FoundItems {
  readonly items: readonly Item[];
  readonly unprocessed: readonly Item[];
}

/** The request that reads up to 100 items by their keys; attributes, if given, beside those of the key. */
export function batchGetRequest(
  entity: AnyEntity,
  keys: readonly Item[],
  consistent: boolean | undefined,
  names: ReadonlySet<string> | undefined,
): Request<'BatchGetItem', FoundItems> {
  const fields = names && new Set([...keyFields(entity), ...[...names].map((name) => fieldNamed(entity, name))]);
  const projection = fields && [...fields].map(({ attributeName: step }) => path(step));
  const request = withoutUndefined({
    Keys: [...keys],
    ConsistentRead: consistent,
    ...printExpressions({ projection }),
  });
  const { table } = entity;
  return {
    operation: 'BatchGetItem',
    input: { RequestItems: { [table]: request } },
    decode: ({ Responses, UnprocessedKeys }) => ({
      items: Responses?.[table] ?? [],
      unprocessed: UnprocessedKeys?.[table]?.Keys ?? [],
    }),
    translateError: tableErrorTranslation(table),
  };
}

/** The request that carries out up to 25 puts and deletes; gives those that the service left undone. */
export function batchWriteRequest(
  { table }: AnyEntity,
  writes: readonly BatchedWrite[],
): Request<'BatchWriteItem', readonly BatchedWrite[]> {
  return {
    operation: 'BatchWriteItem',
    input: { RequestItems: { [table]: [...writes] } },
    decode: ({ UnprocessedItems }) => UnprocessedItems?.[table] ?? [],
    translateError: tableErrorTranslation(table),
  };
}
