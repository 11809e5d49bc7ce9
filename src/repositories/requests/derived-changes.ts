import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { DerivedAttribute } from '../../domain/entity/derived.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { withoutValidators } from '../../domain/entity/validate.ts';
import { badInput, childLocation } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { valuesEqual } from '../../domain/values/equality.ts';
import { storedAs } from './read-only-condition.ts';
import { setOrRemove } from './stored-actions.ts';

/** What is known of the item that an update changes. */
export interface KnownItem {
  /** The primary key, with the attributes of its properties. */
  readonly key: Item;
  /** The attributes of the entity as read, if the caller passed it; an absent one is absent from the item. */
  readonly read: Item | undefined;
  /** Whether the update can create the item, so that each index key has to be set. */
  readonly mayCreate: boolean;
}

/** Returns what is known of the item of a key or entity. */
export function knownItem(entity: AnyEntity, target: object, { key, mayCreate }: Omit<KnownItem, 'read'>): KnownItem {
  const { besideKey } = entity.keys;
  const complete = besideKey.length === 0 ? key : { ...key, ...encodedProperties(entity, besideKey, target) };
  const isBareKey = Object.keys(target).every((name) => entity.keyNames.includes(name));
  const read =
    mayCreate || isBareKey
      ? undefined
      : withoutValidators(() => encodedProperties(entity, derivedFields(entity), target));
  return { key: complete, read, mayCreate };
}

/** The changes of derived attributes that belong to an update, and the values as read that they rely on. */
export interface DerivedChanges {
  readonly actions: readonly UpdateAction[];
  readonly condition: Condition | undefined;
}

/**
 * Returns what an update has to change so that no computed attribute and no composed index key is out of date.
 *
 * @throws DynarepoError - `BAD_INPUT`: it changes one property that they are made from, but another one is not known.
 */
export function derivedChanges(entity: AnyEntity, actions: readonly UpdateAction[], known: KnownItem): DerivedChanges {
  if (entity.members !== undefined) return changesOfAll([...entity.members.byTag.values()], actions, known);
  if (entity.derived.length === 0) return { actions: [], condition: undefined };
  const changes = new Map(actions.map((action) => [action.path.steps[0], action]));
  const relied = new Map<Field, AttributeValue | undefined>();
  const derivedActions: UpdateAction[] = [];
  for (const derived of entity.derived) {
    const { name, fields, isTotal, make } = derived;
    const isNew = known.mayCreate && (isTotal || fields.every(({ mayBeAbsent }) => !mayBeAbsent));
    if (!isNew && !fields.some(({ attributeName }) => changes.has(attributeName))) continue;
    const item: Item = {};
    for (const field of fields) {
      const value = valueAfter(entity, { derived, field, action: changes.get(field.attributeName), known, relied });
      if (value !== undefined) setAttribute(item, field.attributeName, value);
    }
    const action = setOrRemove(name, make(item, { segment: entity.name }));
    derivedActions.push(action);
    changes.set(name, action); // an index key can be made from a computed attribute
  }
  return {
    actions: derivedActions,
    condition: and(...[...relied].map(([field, value]) => unchanged(entity, field, value))),
  };
}

/** Returns the changes for an item of any member of a union; rejects an update for which they differ. */
function changesOfAll(
  members: readonly AnyEntity[],
  actions: readonly UpdateAction[],
  known: KnownItem,
): DerivedChanges {
  const [first, ...others] = members.map((member) => derivedChanges(member, actions, known));
  if (first !== undefined && others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  const names = members.map(({ name }) => name).join(' and ');
  throw badInput(
    { segment: names },
    'have different computed attributes or index keys: pass the entity as read to change them',
  );
}

function derivedFields({ derived }: AnyEntity): readonly Field[] {
  return derived.flatMap(({ fields }) => fields);
}

/** Encodes those of some properties that an entity or key has. */
function encodedProperties(entity: AnyEntity, fields: readonly Field[], target: object): Item {
  const item: Item = {};
  for (const { name, attributeName, encode } of fields) {
    const value = ownProperty(target, name);
    const stored = value === undefined ? undefined : encode(value, childLocation({ segment: entity.name }, name));
    if (stored !== undefined) setAttribute(item, attributeName, stored);
  }
  return item;
}

interface SourceProperty {
  readonly derived: DerivedAttribute;
  readonly field: Field;
  readonly action: UpdateAction | undefined;
  readonly known: KnownItem;
  /** The values as read that the update relies on; this function adds to them. */
  readonly relied: Map<Field, AttributeValue | undefined>;
}

/** Returns the value of a property of an derived attribute after the update. */
function valueAfter(
  entity: AnyEntity,
  { derived: { label }, field, action, known, relied }: SourceProperty,
): AttributeValue | undefined {
  const location = childLocation({ segment: entity.name }, field.name);
  const isWhole = action?.path.steps.length === 1;
  if (isWhole && action.kind === 'set' && action.value.kind === 'value') return action.value.value;
  if (isWhole && action.kind === 'remove') return undefined;
  if (action !== undefined) {
    const hint = field.isWritten ? 'use create or put' : 'set it to a value';
    throw badInput(location, `is part of ${label}: ${hint}`);
  }
  if (entity.keyNames.includes(field.name)) return attributeOf(known.key, field.attributeName);
  const value = known.read && attributeOf(known.read, field.attributeName);
  if (known.read === undefined || (value === undefined && !field.mayBeAbsent)) {
    throw badInput(
      location,
      `is part of ${label}, which this update changes: set it too${known.mayCreate ? '' : ', or pass the entity as read'}`,
    );
  }
  relied.set(field, value);
  return value;
}

/** Returns the condition that a property still has the value as read; an absent one reads as its default. */
function unchanged(entity: AnyEntity, field: Field, value: AttributeValue | undefined): Condition | undefined {
  const isDefault = value !== undefined && valuesEqual(storedDefault(entity, field), value);
  return storedAs(field, value, { orAbsent: isDefault });
}

/** Returns the default of a field as stored; `undefined` without one, or if it is stored as absence. */
export function storedDefault({ name: segment }: AnyEntity, field: Field): AttributeValue | undefined {
  const { name, makeDefault, encode } = field;
  return makeDefault === undefined ? undefined : encode(makeDefault(), childLocation({ segment }, name));
}
