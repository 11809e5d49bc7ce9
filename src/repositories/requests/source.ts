import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { suggestion } from '../../domain/suggestion.ts';
import { fieldNamed, keyFields } from './primary-key.ts';

/** What a query or scan reads: the table or one of its secondary indexes. */
export interface Source {
  /** The index's name in the table; `undefined` for the table. */
  readonly index: string | undefined;
  readonly partition: Field;
  readonly sort: Field | undefined;
  /** The fields that together identify one entry. */
  readonly entryKey: readonly Field[];
  /** The projected fields; `undefined` for all. */
  readonly projected: readonly Field[] | undefined;
  /** Whether it is a local secondary index. */
  readonly isLocal: boolean;
}

/** Returns the table of an entity as a source. */
export function tableSource(entity: AnyEntity): Source {
  const { partition, sort } = entity.key;
  return {
    index: undefined,
    partition: fieldNamed(entity, partition),
    sort: sort === undefined ? undefined : fieldNamed(entity, sort),
    entryKey: keyFields(entity),
    projected: undefined,
    isLocal: false,
  };
}

/**
 * Returns an index of an entity as a source.
 *
 * @throws DynarepoError - `BAD_INPUT`: the entity has no index with that name.
 */
export function indexSource(entity: AnyEntity, name: string): Source {
  const index = ownProperty(entity.indexes, name);
  if (index === undefined) {
    const hint = suggestion(name, Object.keys(entity.indexes));
    throw new DynarepoError('BAD_INPUT', `${entity.name} has no index ${JSON.stringify(name)}${hint}`);
  }
  const partition = fieldNamed(entity, index.partition ?? entity.key.partition);
  const sort = index.sort === undefined ? undefined : fieldNamed(entity, index.sort);
  const entryKey = distinct([partition, ...(sort === undefined ? [] : [sort]), ...keyFields(entity)]);
  const { projection = 'ALL' } = index;
  const included = typeof projection === 'string' ? [] : projection.map((property) => fieldNamed(entity, property));
  return {
    index: index.name ?? name,
    partition,
    sort,
    entryKey,
    projected: projection === 'ALL' ? undefined : distinct([...entryKey, ...included]),
    isLocal: index.partition === undefined,
  };
}

function distinct(fields: readonly Field[]): readonly Field[] {
  return [...new Set(fields)];
}
