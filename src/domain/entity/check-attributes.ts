import { DynarepoError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { AnyAttribute } from './attribute.ts';

/**
 * Checks the attribute passed to `list()`, `record()` or `custom()`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is not an attribute, or has a modifier that is not allowed there.
 */
export function checkElement(kind: string, of: unknown): void {
  if (!isAttribute(of)) throw badDefinition(`${kind}() needs an attribute, such as string()`);
  if (of.presence !== 'required' || of.storedName !== undefined || isForEntities(of)) {
    throw badDefinition(
      `the attribute in ${kind}() cannot be optional or special, and cannot have a default or a stored name`,
    );
  }
}

/**
 * Checks the values of an enumeration.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there are none, or one is not a string.
 */
export function checkTexts(values: readonly unknown[]): void {
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return;
  throw badDefinition("oneOf() needs at least one string: oneOf('open', 'closed')");
}

/**
 * Checks the attributes of a map.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there are none, one is not an attribute or only for entities, or two have the same stored name.
 */
export function checkMap(attributes: unknown): void {
  const declared = checkAttributes('map()', attributes);
  const [name, attribute] = declared.find(([, each]) => isForEntities(each)) ?? [];
  const kind = attribute?.role === undefined ? `attribute ${name}` : `${attribute.role}()`;
  if (attribute !== undefined) throw badDefinition(`${kind} must be an attribute of an entity, not of a map`);
}

/**
 * Checks declared attributes and their stored names.
 *
 * @param owner - the name of the entity or map, for messages.
 * @throws DynarepoError - `BAD_DEFINITION`: there are none, one is not an attribute, or a stored name is empty or occurs
 * twice.
 */
export function checkAttributes(owner: string, attributes: unknown): readonly (readonly [string, AnyAttribute])[] {
  if (!isRecord(attributes)) throw badDefinition(`${owner} needs an object of attributes`);
  const taken = new Map<string, string>();
  const declared = Object.entries(attributes).map(([name, attribute]: readonly [string, unknown]) => {
    if (!isAttribute(attribute)) throw badDefinition(`${owner}: ${name} is not an attribute, such as string()`);
    const storedName: unknown = attribute.storedName ?? name;
    if (typeof storedName !== 'string' || storedName === '') {
      throw badDefinition(`${owner}: attribute ${JSON.stringify(name)} has an empty stored name`);
    }
    const other = taken.get(storedName);
    if (other !== undefined) {
      throw badDefinition(`${owner}: attributes ${other} and ${name} are both stored as "${storedName}"`);
    }
    taken.set(storedName, name);
    return [name, attribute] as const;
  });
  if (declared.length === 0) throw badDefinition(`${owner} must declare at least one attribute`);
  return declared;
}

/** Creates the error for an invalid definition. */
export function badDefinition(violation: string, cause?: unknown): DynarepoError {
  return new DynarepoError('BAD_DEFINITION', violation, cause === undefined ? {} : { cause });
}

/** Returns whether dynarepo does more with an attribute than storing it. */
function isForEntities({ role, computation, isHidden, isReadOnly, makeNew }: AnyAttribute): boolean {
  return isHidden || isReadOnly || (role ?? computation ?? makeNew) !== undefined;
}

function isAttribute(value: unknown): value is AnyAttribute {
  return isRecord(value) && 'codec' in value && 'presence' in value;
}
