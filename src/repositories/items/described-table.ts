import type { TableDescription } from '../../domain/dynamodb.ts';
import type { KeyAttribute } from '../../domain/entity/keys/key-part.ts';
import { type Table, table, toTable } from '../../domain/entity/table.ts';

/** Returns the keys and indexes of a table that exists. */
export function describedTable(name: string, { AttributeDefinitions = [], ...found }: TableDescription): Table {
  const ofType = (schema: TableDescription['KeySchema'], wanted: string): readonly KeyAttribute[] =>
    (schema ?? [])
      .filter(({ KeyType }) => KeyType === wanted)
      .map(({ AttributeName = '' }) => {
        const type = AttributeDefinitions.find((each) => each.AttributeName === AttributeName)?.AttributeType;
        return { name: AttributeName, type: type === 'N' || type === 'B' ? type : 'S' };
      });
  const toIndex =
    (isLocal: boolean) =>
    ({ IndexName = '', KeySchema, Projection }: IndexDescription) => {
      const sort = ofType(KeySchema, 'RANGE');
      const partition = isLocal ? undefined : ofType(KeySchema, 'HASH');
      const { ProjectionType: type, NonKeyAttributes } = Projection ?? {};
      const projection = type === 'KEYS_ONLY' ? type : type === 'INCLUDE' ? NonKeyAttributes : 'ALL';
      return [IndexName, { partition, sort: sort.length === 0 ? undefined : sort, projection }] as const;
    };
  const [partition = ''] = ofType(found.KeySchema, 'HASH');
  const indexes = [
    ...(found.GlobalSecondaryIndexes ?? []).map(toIndex(false)),
    ...(found.LocalSecondaryIndexes ?? []).map(toIndex(true)),
  ];
  const key = { partition, sort: ofType(found.KeySchema, 'RANGE')[0] };
  return toTable({ ...table(name, { key, indexes: Object.fromEntries(indexes) }), isDescribed: true });
}

type IndexDescription = Pick<
  NonNullable<TableDescription['LocalSecondaryIndexes']>[number],
  'IndexName' | 'KeySchema' | 'Projection'
>;
