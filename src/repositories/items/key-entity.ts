import { decodeAny, encodeAny } from '../../domain/entity/codecs/any-codec.ts';
import { declareAttribute } from '../../domain/entity/declared-attribute.ts';
import { type AnyEntity, defineEntity } from '../../domain/entity/entity.ts';
import { type KeyAttribute, partsOf } from '../../domain/entity/keys/key-part.ts';
import type { Table } from '../../domain/entity/table.ts';
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
