import { suggestion } from '../../suggestion.ts';
import { readableJson } from '../../values/readable-value.ts';
import { badDefinition } from '../check-attributes.ts';
import type { IndexDefinition, IndexDefinitions } from '../entity-definition.ts';
import type { Field } from '../fields.ts';
import type { Table, TableIndex } from '../table.ts';
import { fieldsOf, isComposed, type Key, type KeyPart, partsOf } from './key-part.ts';
import { fieldNamed, type KeyContext, type KeyForm, toParts } from './to-parts.ts';

/** What a query or scan reads: the table or one of its secondary indexes. */
export interface Source {
  /** The index's name in the table; `undefined` for the table. */
  readonly index: string | undefined;
  readonly key: Key;
  /** The attributes that together identify one entry. */
  readonly entryKey: readonly KeyPart[];
  /** The projected properties; `undefined` for all. */
  readonly projected: readonly Field[] | undefined;
  /** Whether it is a local secondary index. */
  readonly isLocal: boolean;
}

/** The keys of an entity: of its table and of its indexes. */
export interface EntityKeys {
  readonly table: Source;
  /** By the application's names for the indexes. */
  readonly indexes: ReadonlyMap<string, Source>;
  /** The attributes of the primary key that are stored beside their properties. */
  readonly composedKey: readonly KeyPart[];
  /** The key attributes of indexes that are stored beside their properties. */
  readonly composedIndexKeys: readonly KeyPart[];
  /** The properties of the primary key that are not key attributes of the table themselves. */
  readonly besideKey: readonly Field[];
}

/** The members of a checked definition that determine the keys. */
export interface KeyDefinitions {
  readonly key: { readonly partition: KeyForm; readonly sort?: KeyForm | undefined };
  readonly indexes?: IndexDefinitions | undefined;
}

/**
 * Returns the keys of a checked definition.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the keys do not fit the shared table.
 */
export function toEntityKeys({ key, indexes = {} }: KeyDefinitions, context: KeyContext): EntityKeys {
  const { shared } = context;
  const tableKey = {
    partition: toParts('partition key', key.partition, { ...context, attributes: shared?.key.partition }),
    sort: toParts('sort key', key.sort, { ...context, attributes: shared?.key.sort }),
  };
  const table = { index: undefined, key: tableKey, entryKey: partsOf(tableKey), projected: undefined, isLocal: false };
  const sources = Object.entries(indexes).map(
    ([name, definition]) => [name, indexSource(name, definition, { ...context, table })] as const,
  );
  const parts = distinctParts([...table.entryKey, ...sources.flatMap(([, source]) => partsOf(source.key))], context);
  const isTableKey = (attributeName: string) => table.entryKey.some(({ name }) => name === attributeName);
  return {
    table,
    indexes: new Map(sources),
    composedKey: table.entryKey.filter(isComposed),
    composedIndexKeys: parts.filter((part) => isComposed(part) && !isTableKey(part.name)),
    besideKey: fieldsOf(table.entryKey).filter(({ attributeName }) => !isTableKey(attributeName)),
  };
}

function indexSource(
  name: string,
  definition: IndexDefinition,
  context: KeyContext & { readonly table: Source },
): Source {
  const index = context.shared && sharedIndex(context.shared, definition.on ?? name, context.owner);
  const isLocal = definition.partition === undefined;
  if (index !== undefined && index.isLocal !== isLocal) {
    throw badDefinition(`${context.owner}: index ${index.name} is ${isLocal ? 'global' : 'local'} in the table`);
  }
  const role = (part: string) => `${part} of index ${index?.name ?? name}`;
  const { partition, sort } = definition;
  const key = {
    partition: isLocal
      ? context.table.key.partition
      : toParts(role('partition key'), partition, { ...context, attributes: index?.key.partition }),
    sort: toParts(role('sort key'), sort, { ...context, attributes: index?.key.sort }),
  };
  const entryKey = distinctParts([...partsOf(key), ...context.table.entryKey], context);
  const projected = projectedFields(definition, entryKey, context);
  if (index !== undefined) checkProjected(index, projected, { ...context, entryKey });
  return { index: index?.name ?? definition.name ?? name, key, entryKey, projected, isLocal };
}

function sharedIndex(table: Table, name: string, owner: string): TableIndex {
  const index = table.indexes.get(name);
  if (index !== undefined) return index;
  throw badDefinition(unknownIndex(`${owner}: table ${table.name}`, name, table.indexes.keys()));
}

/** Formats the message on an index that a table or entity does not have. */
export function unknownIndex(owner: string, name: unknown, known: Iterable<string>): string {
  return `${owner} has no index ${readableJson(name)}${typeof name === 'string' ? suggestion(name, known) : ''}`;
}

function projectedFields(
  { projection = 'ALL' }: IndexDefinition,
  entryKey: readonly KeyPart[],
  { fields }: KeyContext,
): readonly Field[] | undefined {
  if (projection === 'ALL') return undefined;
  const included = typeof projection === 'string' ? [] : projection.map((property) => fieldNamed(fields, property));
  return [...new Set([...fieldsOf(entryKey), ...included])];
}

/** Rejects an entity that expects more attributes in an index of a shared table than the table projects. */
function checkProjected(
  { name, projection }: TableIndex,
  projected: readonly Field[] | undefined,
  { owner, entryKey }: KeyContext & { readonly entryKey: readonly KeyPart[] },
): void {
  if (projection === 'ALL') return;
  const listed = typeof projection === 'string' ? [] : projection;
  const inIndex = new Set([...listed, ...fieldsOf(entryKey).map(({ attributeName }) => attributeName)]);
  if (projected?.every(({ attributeName }) => inIndex.has(attributeName))) return;
  throw badDefinition(`${owner}: index ${name} of the table projects fewer attributes: set "projection" to those`);
}

/** Returns the parts with each attribute once; rejects attributes that would have to hold different values. */
function distinctParts(parts: readonly KeyPart[], { owner, fields }: KeyContext): readonly KeyPart[] {
  const distinct = new Map<string, KeyPart>();
  for (const part of parts) {
    const known = distinct.get(part.name) ?? part;
    const isDeclared = [...fields.values()].some(({ attributeName }) => attributeName === part.name);
    if (JSON.stringify(known) !== JSON.stringify(part) || (isDeclared && isComposed(part))) {
      throw badDefinition(`${owner}: key attribute ${part.name} would have two values`);
    }
    distinct.set(part.name, known);
  }
  return [...distinct.values()];
}
