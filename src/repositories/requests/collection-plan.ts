import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { hasOwnKey } from '../../domain/entity/keys/decode-key.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import type { KeyPart } from '../../domain/entity/keys/key-part.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { cursorScope } from '../cursor.ts';
import { expiryField, expiryPlan } from './expiry.ts';
import { readableCondition } from './expression-members.ts';
import { keyConditionFrom } from './key-condition.ts';
import { type QueryOptions, rangeOptionNames, unitsPerSecondCheck } from './read-options.ts';
import { allOf, pacing, type ReadPlan } from './read-plan.ts';
import { itemDecoder } from './readable-items.ts';
import { prefixCondition } from './template-condition.ts';
import { uniqueItemMatcher } from './unique-items.ts';

/** One result of a collection: an entity, and the name of its definition. */
export interface CollectionItem<Name extends string, Value> {
  /** The name of the entity. */
  readonly entity: Name;
  /** The entity as read. */
  readonly value: Value;
}

/** Options of a query of a collection. */
export interface CollectionOptions extends Omit<QueryOptions<AnyEntity>, 'attributes' | 'filter'> {}

/** Option names of {@link CollectionOptions}. */
const collectionOptionNames: OptionNames<CollectionOptions> = {
  ...rangeOptionNames,
  consistent: 'boolean',
  includeExpired: 'boolean',
  descending: 'boolean',
  onUnreadable: true,
  unitsPerSecond: unitsPerSecondCheck,
};

/** What a query of a collection reads: the table or an index, as one of the members knows it, and by which partition. */
export interface CollectionQuery {
  readonly members: readonly AnyEntity[];
  readonly by: AnyEntity;
  readonly source: Source;
  readonly key: unknown;
}

/**
 * Plans a query of the items of several entities in one partition.
 *
 * @throws DynarepoError - `BAD_INPUT`: the key or an option is invalid, or a member cannot be in the partition.
 */
export function collectionPlan(
  { members, by, source, key }: CollectionQuery,
  options: CollectionOptions,
  now: () => Date,
): ReadPlan<CollectionItem<string, unknown>> {
  checkOptions('query', options, collectionOptionNames);
  const { partition, condition } = keyConditionFrom(by, { ...source, key: { ...source.key, sort: [] } }, key);
  const readers = members.map((member) => {
    const own = sourceOf(member, source.index);
    if (own === undefined || !hasOwnKey(own.key.partition, partition)) throw apart(member, by, source);
    const names = own.projected && new Set(own.projected.map(({ name }) => name));
    return { member, source: own, decode: itemDecoder(member, options.onUnreadable, { names }) };
  });
  const readerOf = (item: Item) => readers.find(({ member }) => hasOwnKey(member.keys.table.entryKey, item));
  const keyCondition = and(condition, commonPrefix(readers.map((reader) => reader.source))) ?? condition;
  // The time to live of a table is in one attribute.
  const expiring = readers.find(({ member }) => member.roles.ttl);
  const expiry = expiring && expiryField(expiring.member, options.includeExpired);
  const { unexpired, isUnexpired } = expiryPlan(expiry, now, expiring?.source ?? source);
  const { descending = false } = options;
  return {
    operation: 'Query',
    entities: members,
    table: by.table,
    index: source.index,
    source,
    expressions: { keyCondition },
    consistent: options.consistent,
    descending: options.descending,
    scope: cursorScope(source.entryKey, partition, () => [
      members.map(({ name }) => name),
      by.table,
      source.index,
      descending,
      readableCondition(keyCondition),
    ]),
    ...pacing(options),
    isSingle: false,
    unexpired,
    matches: allOf(
      (item) => !isRecord(item) || readerOf(item) !== undefined,
      ...readers.map((reader) => uniqueItemMatcher(reader.member, reader.source)),
      isUnexpired,
    ),
    decode(item) {
      const reader = (isRecord(item) ? readerOf(item) : readers[0]) ?? readers[0];
      const value = reader?.decode(item);
      return reader === undefined || value === undefined ? undefined : { entity: reader.member.name, value };
    },
  };
}

/**
 * Returns the members in the order in which an item is compared with their keys: those with the most text first, as a property
 * can have any text.
 *
 * @throws DynarepoError - `BAD_INPUT`: the keys of two members do not differ.
 */
export function byKeyText(members: readonly AnyEntity[]): readonly AnyEntity[] {
  const known = new Map<string, AnyEntity>();
  for (const member of members) {
    const form = JSON.stringify(member.keys.table.entryKey.map(textsOf));
    const other = known.get(form);
    if (other !== undefined) {
      const text = `${other.name} and ${member.name} have the same texts in their keys, which do not distinguish their items`;
      throw new DynarepoError('BAD_INPUT', text);
    }
    known.set(form, member);
  }
  const textOf = ({ keys }: AnyEntity) => keys.table.entryKey.flatMap(textsOf).join('');
  return members.toSorted((left, right) => textOf(right).length - textOf(left).length);
}

/** Returns the texts of a key template; none for a property. */
function textsOf(part: KeyPart): readonly string[] {
  return part.kind === 'property' ? [] : [...part.template.slots.map(({ before }) => before), part.template.end];
}

function sourceOf({ keys }: AnyEntity, index: string | undefined): Source | undefined {
  return index === undefined ? keys.table : [...keys.indexes.values()].find((source) => source.index === index);
}

/** Returns the condition on the text with which every sort key of the members begins. */
function commonPrefix(sources: readonly Source[]): ReturnType<typeof prefixCondition> {
  const [first = [], ...others] = sources.map(({ key: { sort } }) => [...(sort[0] ? (textsOf(sort[0])[0] ?? '') : '')]);
  const length = first.findIndex((character, index) => others.some((other) => other[index] !== character));
  const name = sources[0]?.key.sort[0]?.name;
  return name === undefined
    ? undefined
    : prefixCondition(name, first.slice(0, length < 0 ? undefined : length).join(''));
}

function apart({ name }: AnyEntity, by: AnyEntity, { index }: Source): DynarepoError {
  const where = index === undefined ? '' : ` of index ${index}`;
  return new DynarepoError(
    'BAD_INPUT',
    `${name} cannot be in this partition${where}, where ${by.name} is: leave it out`,
  );
}
