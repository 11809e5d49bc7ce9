import type { TableDescription } from '../../domain/dynamodb.ts';
import { decodeAny, encodeAny } from '../../domain/entity/codecs/any-codec.ts';
import { declareAttribute } from '../../domain/entity/declared-attribute.ts';
import { type AnyEntity, defineEntity } from '../../domain/entity/entity.ts';
import { type KeyAttribute, partsOf } from '../../domain/entity/keys/key-part.ts';
import { type Table, table, toTable } from '../../domain/entity/table.ts';
import type { ValueCodec } from '../../domain/entity/value-codec.ts';
import { wrongType } from '../../domain/entity/value-location.ts';

/** Returns the entity that declares only the key attributes of a table and its indexes, under their own names. */
export function keyEntity(of: Table): AnyEntity {
  const indexes = [...of.indexes.values()];
  const isKey = new Set(partsOf(of.key).map(({ name }) => name));
  const attributes = [of, ...indexes]
    .flatMap(({ key }) => partsOf(key))
    .map(({ name, type }) => {
      const attribute = declareAttribute(keyCodec(type));
      return [name, isKey.has(name) ? attribute : attribute.optional()] as const;
    });
  return defineEntity(of.name, {
    table: of,
    attributes: Object.fromEntries(attributes),
    key: { partition: of.key.partition[0]?.name ?? '', sort: of.key.sort[0]?.name },
    indexes: Object.fromEntries(
      indexes.map(({ name, key, isLocal }) => [
        name,
        {
          partition: isLocal ? undefined : propertiesOf(key.partition),
          sort: propertiesOf(key.sort),
          projection: 'KEYS_ONLY',
        },
      ]),
    ),
  });
}

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

function propertiesOf(attributes: readonly KeyAttribute[]): string | readonly string[] | undefined {
  const names = attributes.map(({ name }) => name);
  return names.length > 1 ? names : names[0];
}

/** The codec of key attributes of one data type. */
function keyCodec(type: KeyAttribute['type']): ValueCodec {
  return {
    type,
    encode(value, location) {
      const stored = encodeAny(value, location);
      if (stored?.[type] !== undefined) return stored;
      throw wrongType(location, keyTypes[type], value);
    },
    decode: decodeAny,
  };
}

const keyTypes = { S: 'a string', N: 'a number', B: 'a Uint8Array' } as const;
