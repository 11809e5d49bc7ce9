import { isRecord } from '../is-record.ts';
import type { AnyAttribute } from './attribute.ts';
import type { NotKey } from './attribute-kinds.ts';
import { badDefinition } from './check-attributes.ts';
import { checkMembers } from './check-parts.ts';
import { type Tag, tagCodec } from './codecs/tag-codec.ts';
import { commonDefinition, commonTable, tagCondition, withTag } from './common-definition.ts';
import { declareAttribute } from './declared-attribute.ts';
import { type AnyEntity, defineEntity } from './entity.ts';
import type { EntityOf, NewOf } from './entity-types.ts';
import { fieldNamed } from './keys/to-parts.ts';
import type { Comparable } from './paths/attribute-path.ts';
import type { Flat } from './value-types.ts';

/** Entities by their tags: the values of the attribute that distinguishes them. */
export interface UnionMembers {
  readonly [tag: string]: AnyEntity;
}

/** The kind of a union's tag, which has only conditions. */
export interface TagKind<Tag> extends NotKey {
  readonly value: Tag;
  readonly given: Tag;
  readonly changed: undefined;
  readonly path: Comparable<Tag>;
  readonly nullablePath: never;
}

/** The tag of a union. */
export interface TagAttribute<Tag> extends AnyAttribute {
  readonly types: TagKind<Tag>;
}

/** The definition passed to {@link union}. */
export interface UnionDefinition<By extends string, Members extends UnionMembers> {
  /** The property that contains the tag. Items store it; the members do not declare it. */
  readonly by: By;
  /** The members by tag. They have the same table, key, version and unique constraints. */
  readonly members: Members;
  /** Other stored values that read as a tag: `{ circle: ['round'] }`. Default: none. */
  readonly aliases?: { readonly [Tag in keyof Members]?: readonly string[] | undefined } | undefined;
  /** The tag's name in the table. Default: the property's name. */
  readonly storedAs?: string | undefined;
}

/** Several entities of one table that are read and written as one. Immutable; created by {@link union}. */
export interface Union<Name extends string, By extends string, Members extends UnionMembers> extends AnyEntity {
  readonly types: {
    readonly value: { [T in keyof Members & string]: Flat<{ [B in By]: T } & EntityOf<Members[T]>> }[keyof Members &
      string];
    readonly given: { [T in keyof Members & string]: Flat<{ [B in By]: T } & NewOf<Members[T]>> }[keyof Members &
      string];
  };
  readonly name: Name;
  readonly attributes: Pick<Members[keyof Members]['attributes'], keyof Members[keyof Members]['attributes']> & {
    readonly [B in By]: TagAttribute<keyof Members & string>;
  };
  readonly key: Pick<Members[keyof Members]['key'], 'partition' | 'sort'> & { readonly tag: By };
  readonly keyNames: Members[keyof Members]['keyNames'];
  readonly indexes: Members[keyof Members]['indexes'];
}

/**
 * Defines a union of entities: items of one table with a tag that states which entity each one is. Reads return the types of
 * the members; filters, updates by key and indexes use what all members have.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the members do not fit together.
 */
export function union<const Name extends string, const By extends string, Members extends UnionMembers>(
  name: Name,
  definition: UnionDefinition<By, Members>,
): Union<Name, By, Members> {
  if (typeof name !== 'string') throw badDefinition('a union needs a name');
  checkMembers(name, definition, ['by', 'members', 'aliases', 'storedAs']);
  const { by, storedAs = by } = definition;
  const aliases: Readonly<Record<string, readonly string[] | undefined>> = definition.aliases ?? {};
  if (typeof by !== 'string' || by === '' || !isRecord(definition.members)) {
    throw badDefinition(`${name} needs the name of a property, "by", and an object of members by tag`);
  }
  checkMembers(`${name}: aliases`, aliases, Object.keys(definition.members));
  const tags = Object.keys(definition.members).map((tag): Tag => [tag, ...[aliases[tag] ?? []].flat()]);
  const storedTags = tags.flat();
  if (new Set(storedTags).size < storedTags.length) throw badDefinition(`${name}: a tag occurs twice`);
  const attributeOf = (of: readonly Tag[]) => declareAttribute(tagCodec(of)).storedAs(storedAs);
  const members = tags.map((tag) =>
    withTag(name, definition.members[tag[0]], {
      by,
      attribute: attributeOf([tag]),
      condition: tagCondition(storedAs, tag),
    }),
  );
  const common = defineEntity(name, commonDefinition(name, members, { by, attribute: attributeOf(tags) }));
  const made: Omit<AnyEntity, 'types'> = {
    ...common,
    key: Object.freeze({ ...common.key, tag: by }),
    tableDefinition: commonTable(
      name,
      members.map(({ tableDefinition }) => tableDefinition),
      common.tableDefinition,
    ),
    members: {
      tag: fieldNamed(common.fields, by),
      byTag: new Map(members.map((member, index) => [tags[index]?.[0], member])),
    },
    ownCondition: tagCondition(storedAs, storedTags),
  };
  return Object.freeze(made) as unknown as Union<Name, By, Members>; // `types` exists only for the compiler
}
