import { assert } from '../assert.ts';
import type { DynarepoError } from '../errors.ts';
import { path } from '../expressions/document-path.ts';
import type { Condition } from '../expressions/tree.ts';
import { isRecord } from '../is-record.ts';
import { readableJson } from '../values/readable-value.ts';
import type { AnyAttribute } from './attribute.ts';
import { badDefinition } from './check-attributes.ts';
import { declareAttribute } from './declared-attribute.ts';
import { type AnyDefinition, type AnyEntity, defineEntity } from './entity.ts';
import type { Table } from './table.ts';
import { newestSchema } from './upcast.ts';
import { isSameTable } from './with-table.ts';

/** The attribute that distinguishes the members of a union. */
export interface TagDefinition {
  readonly by: string;
  readonly attribute: AnyAttribute;
}

/** Returns the condition that an item has one of the stored tags. */
export function tagCondition(attributeName: string, tags: readonly string[]): Condition {
  const candidates = tags.map((S) => ({ kind: 'value', value: { S } }) as const);
  return { kind: 'in', operand: path(attributeName), candidates };
}

/**
 * Returns a member of a union that stores its tag.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is not an entity that can have the tag.
 */
export function withTag(
  owner: string,
  member: AnyEntity | undefined,
  { by, attribute, condition }: TagDefinition & { readonly condition: Condition },
): AnyEntity {
  if (!isRecord(member) || member.definition === undefined || member.members !== undefined) {
    throw badDefinition(`${owner}: each member must be created by entity()`);
  }
  const { name, definition } = member;
  if (Object.hasOwn(definition.attributes, by)) {
    throw badDefinition(`${owner} sets the attribute "${by}": remove it from ${name}`);
  }
  const attributes = { [by]: attribute, ...definition.attributes };
  const indexes = Object.entries(definition.indexes ?? {}).map(([index, { projection = 'ALL', ...others }]) => {
    // A filter on the tag needs it in every index.
    const included = typeof projection === 'string' ? [by] : [...projection, by];
    return [index, { ...others, projection: projection === 'ALL' ? projection : included }] as const;
  });
  const made = defineEntity(name, { ...definition, attributes, indexes: Object.fromEntries(indexes) });
  return Object.freeze({ ...made, ownCondition: condition });
}

/**
 * Returns the definition of what all members of a union have.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the members do not fit together.
 */
export function commonDefinition(
  owner: string,
  members: readonly AnyEntity[],
  { by, attribute }: TagDefinition,
): AnyDefinition {
  const [first] = members;
  if (first === undefined) throw badDefinition(`${owner} needs at least one member`);
  const checkAlike = (part: string, of: (member: AnyEntity) => unknown) => {
    if (new Set(members.map((member) => readableJson(of(member)))).size > 1) throw differing(owner, part);
  };
  checkAlike('tables', ({ table, tableDefinition: { billing } }) => [table, billing]);
  checkAlike('keys', ({ keys }) => keys.table);
  checkAlike('versions or timestamps', ({ roles }) => roles);
  checkAlike('unique constraints', ({ unique }) => unique);
  checkAlike('schema versions', ({ definition: { upcast } }) => upcast && newestSchema(upcast));
  const common = <T>(part: 'attributes' | 'indexes', toPart: (name: string) => T) => {
    const names = Object.keys(first[part]).filter((name) =>
      members.every((member) => Object.hasOwn(member[part], name)),
    );
    return Object.fromEntries(names.map((name) => [name, toPart(name)]));
  };
  const attributes = common('attributes', (name) => {
    checkAlike(`forms of the attribute ${name}`, ({ fields }) => {
      const field = fields.get(name);
      return [field?.attributeName, field?.codec.type];
    });
    return commonAttribute(name, members);
  });
  const indexes = common('indexes', (name) => {
    checkAlike(`forms of the index ${name}`, ({ keys }) => keys.indexes.get(name));
    return first.indexes[name] ?? {};
  });
  const { table, key, unique, upcast, billing } = first.definition;
  return { table, key, unique, upcast, billing, attributes: { ...attributes, [by]: attribute }, indexes };
}

/**
 * Returns the table of a union: that of its members, with the indexes of each.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the tables differ.
 */
export function commonTable(owner: string, tables: readonly Table[], own: Table): Table {
  const isShared = tables.some((table) => isSameTable(table, own));
  if (isShared && !tables.every((table) => isSameTable(table, own))) throw differing(owner, 'tables');
  const indexes = new Map(own.indexes);
  for (const index of tables.flatMap((table) => [...table.indexes.values()])) {
    const known = indexes.get(index.name) ?? index;
    if (readableJson(known) !== readableJson(index)) throw differing(owner, `indexes ${index.name} in the table`);
    indexes.set(index.name, known);
  }
  return isShared ? own : Object.freeze({ ...own, indexNames: Object.freeze([...indexes.keys()]), indexes });
}

/** Returns an attribute of all members; if their declarations differ, one that no update can remove. */
function commonAttribute(name: string, members: readonly AnyEntity[]): AnyAttribute {
  const [first, ...others] = members.map(({ attributes }) => attributes[name]);
  assert(first !== undefined, `${name} is an attribute of all members`);
  const isShared = first.role !== undefined || others.every((other) => other === first);
  const common = isShared ? first : declareAttribute(first.codec).storedAs(first.storedName ?? name);
  // The members compute the attribute, each in its way; no update may change what one of them computes or never changes.
  const isReadOnly = [first, ...others].some((each) => each?.isReadOnly || each?.computation !== undefined);
  return isReadOnly ? { ...common, computation: undefined, isReadOnly } : common;
}

function differing(owner: string, part: string): DynarepoError {
  return badDefinition(`${owner}: the members have different ${part}`);
}
