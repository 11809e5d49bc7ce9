import { isError } from '../brands.ts';
import type { AttributeValue, Item } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty } from '../own-property.ts';
import { attributeOf, copyItem } from '../values/attribute-value.ts';
import { readableJson } from '../values/readable-value.ts';
import { badDefinition } from './check-attributes.ts';
import { checkMembers, type Declared } from './check-parts.ts';
import { badStoredValue, type ValueLocation } from './value-location.ts';

/** How items that were stored with an earlier form of an entity are read. */
export interface Upcast {
  /**
   * Functions that convert a stored item to the next schema version: the first from version 1 to 2. They get a copy, with
   * attribute values as DynamoDB stores them, and cannot change the key.
   */
  readonly steps: readonly ((item: Item) => Item)[];
  /** The attribute with the schema version of an item; an item without it has version 1. Default: `schemaVersion`. */
  readonly storedAs?: string | undefined;
}

/** The attribute that stores the schema version of an item, and the value of the newest one. */
export interface NewestSchema {
  readonly attributeName: string;
  readonly value: AttributeValue;
}

/** Returns the newest schema version. */
export function newestSchema({ steps, storedAs = 'schemaVersion' }: Upcast): NewestSchema {
  return { attributeName: storedAs, value: { N: String(steps.length + 1) } };
}

/**
 * Returns an item in its newest form.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: its schema version is not known, or cannot be converted.
 */
export function upcastItem(upcast: Upcast, item: Item, location: ValueLocation): Item {
  const { attributeName, value: newest } = newestSchema(upcast);
  const stored = attributeOf(item, attributeName);
  if (stored?.N === newest.N) return item;
  const version = stored === undefined ? 1 : Number(stored.N);
  if (!(Number.isSafeInteger(version) && version >= 1 && version <= upcast.steps.length)) {
    throw badStoredValue(location, `has schema version ${readableJson(stored)}, but the newest known is ${newest.N}`);
  }
  try {
    const converted: unknown = upcast.steps.slice(version - 1).reduce((each, step) => step(each), copyItem(item));
    if (isRecord(converted)) return converted as Item; // its attributes are checked as those of any item
    throw new TypeError('a step returned no item');
  } catch (cause) {
    const reason = isError(cause) ? cause.message : String(cause);
    throw badStoredValue(location, `cannot be converted from schema version ${version}: ${reason}`, cause);
  }
}

/**
 * Checks the upcast of a definition.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it has no steps, its attribute is declared, or an index projects only a part of the
 * items, which cannot be converted.
 */
export function checkUpcast(owner: string, definition: object, declared: Declared): void {
  const upcast = ownProperty(definition, 'upcast');
  if (upcast === undefined) return;
  checkMembers(`${owner}: upcast`, upcast, ['steps', 'storedAs']);
  const [steps, storedAs] = [ownProperty(upcast, 'steps'), ownProperty(upcast, 'storedAs') ?? 'schemaVersion'];
  if (!Array.isArray(steps) || steps.length === 0 || !steps.every((step) => typeof step === 'function')) {
    throw badDefinition(`${owner}: upcast needs an array of functions, steps`);
  }
  const isTaken = [...declared].some(([name, attribute]) => (attribute.storedName ?? name) === storedAs);
  if (typeof storedAs !== 'string' || storedAs === '' || isTaken) {
    throw badDefinition(`${owner}: upcast stores the schema version in an attribute of its own: set another storedAs`);
  }
  for (const [name, index] of Object.entries(Object(ownProperty(definition, 'indexes')))) {
    if ((Object(index).projection ?? 'ALL') !== 'ALL') {
      throw badDefinition(`${owner}: index ${name} must project ALL, because upcast converts whole items`);
    }
  }
}
