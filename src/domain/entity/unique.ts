import type { Attributes } from './attribute.ts';
import { badDefinition } from './check-attributes.ts';
import { checkKeyAttribute } from './check-parts.ts';
import type { Field, Fields } from './fields.ts';
import type { EntityKeys } from './keys/entity-keys.ts';
import { fieldNamed } from './keys/to-parts.ts';

/** Attributes whose values together occur only once among the items of an entity. An item that lacks one is not constrained. */
export type UniqueConstraint = readonly Field[];

/** The parts of an entity that its unique constraints refer to. */
export interface UniqueContext {
  readonly attributes: Attributes;
  readonly fields: Fields;
  readonly keys: EntityKeys;
  /** The names of the properties of the primary key. */
  readonly keyNames: readonly string[];
}

/**
 * Returns the unique constraints of a definition.
 *
 * @param owner - the entity's name, for messages.
 * @throws DynarepoError - `BAD_DEFINITION`: one is not an attribute or a list of attributes that can be keys, occurs twice,
 * contains the primary key, or the table's partition key cannot hold a text.
 */
export function toUnique(owner: string, unique: unknown, context: UniqueContext): readonly UniqueConstraint[] {
  if (unique === undefined) return [];
  if (!Array.isArray(unique)) throw badDefinition(`${owner}: unique must be an array: unique: ['email']`);
  const [partition] = context.keys.table.key.partition;
  if (partition?.type !== 'S') {
    throw badDefinition(`${owner}: unique needs a table with a partition key of type S, not ${partition?.type}`);
  }
  const taken = new Set<string>();
  return Object.freeze(
    unique.map((each: unknown) => {
      const names = checkedNames(owner, [each].flat(), context);
      const identity = JSON.stringify(names.toSorted());
      if (taken.has(identity)) throw badDefinition(`${owner}: unique lists "${names.join(', ')}" twice`);
      taken.add(identity);
      return Object.freeze(names.map((name) => fieldNamed(context.fields, name)));
    }),
  );
}

function checkedNames(owner: string, names: readonly unknown[], context: UniqueContext): readonly string[] {
  const declared = new Map(Object.entries(context.attributes));
  const checked = names.map((name) => {
    const { presence, isHidden } = checkKeyAttribute(`${owner}: unique attribute`, name, declared);
    if (!isHidden && !presence.startsWith('written')) return String(name);
    throw badDefinition(`${owner}: unique attribute "${name}" is ${isHidden ? 'hidden' : 'set by dynarepo'}`);
  });
  const list = checked.join(', ');
  if (checked.length === 0 || new Set(checked).size < checked.length) {
    throw badDefinition(`${owner}: unique has [${list}], but needs at least one attribute, each once`);
  }
  if (context.keyNames.every((name) => checked.includes(name))) {
    throw badDefinition(`${owner}: unique attributes "${list}" contain the primary key, which is unique already`);
  }
  return checked;
}
