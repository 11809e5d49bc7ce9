import type { Input } from './dynamodb.ts';

/** The `KeySchema` of a table or an index: partition key attributes first. */
export type KeySchema = NonNullable<Input<'CreateTable'>['KeySchema']>;

/** Builds a key schema from the names of the key attributes. */
export function toKeySchema(partition: readonly string[], sort: readonly string[]): KeySchema {
  return [
    ...partition.map((name) => ({ AttributeName: name, KeyType: 'HASH' as const })),
    ...sort.map((name) => ({ AttributeName: name, KeyType: 'RANGE' as const })),
  ];
}
