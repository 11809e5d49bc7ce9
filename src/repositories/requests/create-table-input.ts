import type { Input } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { type KeySchema, toKeySchema } from '../../domain/key-schema.ts';
import { toKeyAttribute } from './primary-key.ts';
import { withoutUndefined } from './request.ts';
import { indexSource, type Source, tableSource } from './source.ts';

type CreateTable = Input<'CreateTable'>;

/**
 * Returns the `CreateTable` input for an entity's table: keys, indexes and billing. Use it with tools that create an
 * application's tables.
 */
export function createTableInput(entity: AnyEntity): CreateTable {
  const table = tableSource(entity);
  const indexes = Object.keys(entity.indexes).map((name) => indexSource(entity, name));
  const globalIndexes = indexes.filter(({ isLocal }) => !isLocal);
  const capacity = provisionedThroughput(entity);
  return withoutUndefined<CreateTable>({
    TableName: entity.table,
    AttributeDefinitions: attributeDefinitions([table, ...indexes]),
    KeySchema: keySchema(table),
    LocalSecondaryIndexes: undefinedIfEmpty(indexes.filter(({ isLocal }) => isLocal).map(indexDefinition)),
    GlobalSecondaryIndexes: undefinedIfEmpty(
      globalIndexes.map((index) => ({ ...indexDefinition(index), ...capacity })),
    ),
    BillingMode: entity.billing === 'PAY_PER_REQUEST' ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...capacity,
  });
}

function keySchema({ partition, sort }: Source): KeySchema {
  return toKeySchema([partition.attributeName], sort === undefined ? [] : [sort.attributeName]);
}

function indexDefinition(source: Source): NonNullable<CreateTable['LocalSecondaryIndexes']>[number] {
  const { index, entryKey, projected } = source;
  const included = [...(projected ?? [])]
    .filter((field) => !entryKey.includes(field))
    .map(({ attributeName }) => attributeName);
  return {
    IndexName: index,
    KeySchema: keySchema(source),
    Projection:
      projected === undefined
        ? { ProjectionType: 'ALL' }
        : included.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: included },
  };
}

function attributeDefinitions(sources: readonly Source[]): CreateTable['AttributeDefinitions'] {
  const fields = sources.flatMap(({ partition, sort }) => (sort === undefined ? [partition] : [partition, sort]));
  return [...new Set<Field>(fields)].map((field) => {
    const { name, type } = toKeyAttribute(field);
    return { AttributeName: name, AttributeType: type };
  });
}

function provisionedThroughput({ billing }: AnyEntity): Pick<CreateTable, 'ProvisionedThroughput'> {
  if (billing === 'PAY_PER_REQUEST') return {};
  return { ProvisionedThroughput: { ReadCapacityUnits: billing.read, WriteCapacityUnits: billing.write } };
}

/** DynamoDB rejects an empty list of indexes. */
function undefinedIfEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
