import type { Input } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type Key, type KeyAttribute, partsOf } from '../../domain/entity/keys/key-part.ts';
import { isTable, type Table, type TableIndex } from '../../domain/entity/table.ts';
import { type KeySchema, toKeySchema } from '../../domain/key-schema.ts';
import { checkEntity } from '../check-entity.ts';
import { withoutUndefined } from './request.ts';

type CreateTable = Input<'CreateTable'>;

/**
 * Returns the `CreateTable` input for a table, or for an entity's table: keys, indexes, billing, stream and tags. Use it with
 * tools that create an application's tables. `CreateTable` has no member for the time to live: that is `UpdateTimeToLive`.
 *
 * @throws DynarepoError - `BAD_INPUT`: the argument is neither.
 */
export function createTableInput(tableOrEntity: Table | AnyEntity): CreateTable {
  const table = isTable(tableOrEntity) ? tableOrEntity : tableOf(tableOrEntity);
  const indexes = [...table.indexes.values()];
  const globalIndexes = indexes.filter(({ isLocal }) => !isLocal);
  const capacity = provisionedThroughput(table);
  return withoutUndefined<CreateTable>({
    TableName: table.name,
    AttributeDefinitions: attributeDefinitions([table, ...indexes]),
    KeySchema: keySchema(table.key),
    LocalSecondaryIndexes: undefinedIfEmpty(indexes.filter(({ isLocal }) => isLocal).map(indexDefinition)),
    GlobalSecondaryIndexes: undefinedIfEmpty(
      globalIndexes.map((index) => ({ ...indexDefinition(index), ...capacity })),
    ),
    BillingMode: capacity.ProvisionedThroughput ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...capacity,
    StreamSpecification: table.stream && { StreamEnabled: true, StreamViewType: table.stream },
    Tags: undefinedIfEmpty(Object.entries(table.tags).map(([Key, Value]) => ({ Key, Value }))),
    TableClass: table.tableClass,
    DeletionProtectionEnabled: table.deletionProtection,
  });
}

function tableOf(entity: AnyEntity): Table {
  checkEntity('createTableInput', entity, 'a table or an entity');
  return entity.tableDefinition;
}

function keySchema({ partition, sort }: Key<KeyAttribute>): KeySchema {
  const names = (attributes: readonly KeyAttribute[]) => attributes.map(({ name }) => name);
  return toKeySchema(names(partition), names(sort));
}

function indexDefinition({
  name,
  key,
  projection,
}: TableIndex): NonNullable<CreateTable['LocalSecondaryIndexes']>[number] {
  return {
    IndexName: name,
    KeySchema: keySchema(key),
    Projection:
      typeof projection === 'string'
        ? { ProjectionType: projection }
        : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection] },
  };
}

function attributeDefinitions(keyed: readonly Pick<TableIndex, 'key'>[]): CreateTable['AttributeDefinitions'] {
  const types = new Map(keyed.flatMap(({ key }) => partsOf(key)).map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function provisionedThroughput({ billing }: Table): Pick<CreateTable, 'ProvisionedThroughput'> {
  if (typeof billing !== 'object') return {};
  return { ProvisionedThroughput: { ReadCapacityUnits: billing.read, WriteCapacityUnits: billing.write } };
}

/** DynamoDB rejects an empty list of indexes or tags. */
function undefinedIfEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
