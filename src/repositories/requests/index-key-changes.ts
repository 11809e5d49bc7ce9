import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { withKeyProperties } from '../../domain/entity/keys/decode-key.ts';
import { composePart } from '../../domain/entity/keys/encode-key.ts';
import { fieldsOf, type KeyPart } from '../../domain/entity/keys/key-part.ts';
import { withoutValidators } from '../../domain/entity/validate.ts';
import { badInput, childLocation, type ValueLocation } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { valuesEqual } from '../../domain/values/equality.ts';
import { setOrRemove } from './stored-actions.ts';

/** What is known of the item that an update changes. */
export interface KnownItem {
  /** The attributes of the primary key's properties. */
  readonly key: Item;
  /** The attributes of the entity as read, if the caller passed it; an absent one is absent from the item. */
  readonly read: Item | undefined;
  /** Whether the update can create the item, so that each index key has to be set. */
  readonly mayCreate: boolean;
}

/** Returns what is known of the item of a key or entity. */
export function knownItem(entity: AnyEntity, target: object, { key, mayCreate }: Omit<KnownItem, 'read'>): KnownItem {
  const complete = withKeyProperties(entity.keys.composedKey, key);
  const isBareKey = Object.keys(target).every((name) => entity.keyNames.includes(name));
  const read = mayCreate || isBareKey ? undefined : withoutValidators(() => readProperties(entity, target));
  return { key: complete, read, mayCreate };
}

/** The changes of composed index keys that belong to an update, and the values as read that they rely on. */
export interface IndexKeyChanges {
  readonly actions: readonly UpdateAction[];
  readonly condition: Condition | undefined;
}

/**
 * Returns what an update has to change so that no composed index key is out of date.
 *
 * @throws DynarepoError - `BAD_INPUT`: it changes one property of an index key, but another one is not known.
 */
export function indexKeyChanges(
  entity: AnyEntity,
  actions: readonly UpdateAction[],
  known: KnownItem,
): IndexKeyChanges {
  if (entity.members !== undefined) return changesOfAll([...entity.members.byTag.values()], actions, known);
  if (entity.keys.composedIndexKeys.length === 0) return { actions: [], condition: undefined };
  const changes = new Map(actions.map((action) => [action.path.steps[0], action]));
  const stale = entity.keys.composedIndexKeys.filter(
    ({ fields }) =>
      fields.some(({ attributeName }) => changes.has(attributeName)) ||
      (known.mayCreate && fields.every(({ presence }) => presence !== 'optional')),
  );
  const relied = new Map<Field, AttributeValue | undefined>();
  const keyActions = stale.map((part): UpdateAction => {
    const item: Item = {};
    for (const field of part.fields) {
      const value = valueAfter(entity, { part, field, action: changes.get(field.attributeName), known, relied });
      if (value !== undefined) setAttribute(item, field.attributeName, value);
    }
    const value = composePart(part, item, { segment: entity.name });
    return setOrRemove(part.name, value);
  });
  return {
    actions: keyActions,
    condition: and(...[...relied].map(([field, value]) => unchanged(entity, field, value))),
  };
}

/** Returns the changes for an item of any member of a union; rejects an update for which they differ. */
function changesOfAll(
  members: readonly AnyEntity[],
  actions: readonly UpdateAction[],
  known: KnownItem,
): IndexKeyChanges {
  const [first, ...others] = members.map((member) => indexKeyChanges(member, actions, known));
  if (first !== undefined && others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  const names = members.map(({ name }) => name).join(' and ');
  throw badInput({ segment: names }, 'have different index keys: pass the entity as read to change them');
}

/** Encodes the properties of index keys that an entity has. */
function readProperties(entity: AnyEntity, target: object): Item {
  const item: Item = {};
  for (const { name, attributeName, encode } of fieldsOf(entity.keys.composedIndexKeys)) {
    const value = ownProperty(target, name);
    const stored = value === undefined ? undefined : encode(value, childLocation({ segment: entity.name }, name));
    if (stored !== undefined) setAttribute(item, attributeName, stored);
  }
  return item;
}

interface KeyProperty {
  readonly part: KeyPart;
  readonly field: Field;
  readonly action: UpdateAction | undefined;
  readonly known: KnownItem;
  /** The values as read that the update relies on; this function adds to them. */
  readonly relied: Map<Field, AttributeValue | undefined>;
}

/** Returns the value of a property of an index key after the update. */
function valueAfter(
  entity: AnyEntity,
  { part, field, action, known, relied }: KeyProperty,
): AttributeValue | undefined {
  const location = childLocation({ segment: entity.name }, field.name);
  if (action?.kind === 'set' && action.value.kind === 'value') return action.value.value;
  if (action?.kind === 'remove') return undefined;
  if (action !== undefined) {
    const hint = field.presence === 'written' ? 'use create or put' : 'set it to a value';
    throw badInput(location, `is part of the index key ${part.name}: ${hint}`);
  }
  if (entity.keyNames.includes(field.name)) return attributeOf(known.key, field.attributeName);
  const value = known.read && attributeOf(known.read, field.attributeName);
  if (known.read === undefined || (value === undefined && field.presence !== 'optional')) {
    throw badInput(
      location,
      `is part of the index key ${part.name}, which this update changes: set it too${known.mayCreate ? '' : ', or pass the entity as read'}`,
    );
  }
  relied.set(field, value);
  return value;
}

/** Returns the condition that a property still has the value as read; an absent one reads as its default. */
function unchanged(entity: AnyEntity, field: Field, value: AttributeValue | undefined): Condition {
  const left = path(field.attributeName);
  const absent: Condition = { kind: 'attribute_not_exists', path: left };
  if (value === undefined) return absent;
  const equal: Condition = { kind: 'comparison', comparator: '=', left, right: { kind: 'value', value } };
  const isDefault = valuesEqual(defaultOf(field, { segment: entity.name }), value);
  return isDefault ? { kind: 'or', left: equal, right: absent } : equal;
}

function defaultOf({ makeDefault, encode }: Field, location: ValueLocation): AttributeValue | undefined {
  return makeDefault === undefined ? undefined : encode(makeDefault(), location);
}
