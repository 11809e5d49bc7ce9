import type { Input } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { fieldsOf, type Key, type KeyAttribute, partsOf } from '../../domain/entity/keys/key-part.ts';
import { type KeySchema, toKeySchema } from '../../domain/key-schema.ts';
import { withoutUndefined } from './request.ts';

type CreateTable = Input<'CreateTable'>;

/**
 * Returns the `CreateTable` input for an entity's table: keys, indexes and billing. Use it with tools that create an
 * application's tables.
 */
export function createTableInput(entity: AnyEntity): CreateTable {
  const { table } = entity.keys;
  const indexes = [...entity.keys.indexes.values()];
  const globalIndexes = indexes.filter(({ isLocal }) => !isLocal);
  const capacity = provisionedThroughput(entity);
  return withoutUndefined<CreateTable>({
    TableName: entity.table,
    AttributeDefinitions: attributeDefinitions([table, ...indexes]),
    KeySchema: keySchema(table.key),
    LocalSecondaryIndexes: undefinedIfEmpty(indexes.filter(({ isLocal }) => isLocal).map(indexDefinition)),
    GlobalSecondaryIndexes: undefinedIfEmpty(
      globalIndexes.map((index) => ({ ...indexDefinition(index), ...capacity })),
    ),
    BillingMode: entity.billing === 'PAY_PER_REQUEST' ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...capacity,
  });
}

function keySchema({ partition, sort }: Key): KeySchema {
  const names = (parts: readonly KeyAttribute[]) => parts.map(({ name }) => name);
  return toKeySchema(names(partition), names(sort));
}

function indexDefinition(source: Source): NonNullable<CreateTable['LocalSecondaryIndexes']>[number] {
  const { index, entryKey, projected } = source;
  const included = [...(projected ?? [])]
    .filter((field) => !fieldsOf(entryKey).includes(field))
    .map(({ attributeName }) => attributeName);
  return {
    IndexName: index,
    KeySchema: keySchema(source.key),
    Projection:
      projected === undefined
        ? { ProjectionType: 'ALL' }
        : included.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: included },
  };
}

function attributeDefinitions(sources: readonly Source[]): CreateTable['AttributeDefinitions'] {
  const types = new Map(sources.flatMap(({ key }) => partsOf(key)).map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function provisionedThroughput({ billing }: AnyEntity): Pick<CreateTable, 'ProvisionedThroughput'> {
  if (billing === 'PAY_PER_REQUEST') return {};
  return { ProvisionedThroughput: { ReadCapacityUnits: billing.read, WriteCapacityUnits: billing.write } };
}

/** DynamoDB rejects an empty list of indexes. */
function undefinedIfEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
