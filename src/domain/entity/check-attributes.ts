import { DynarepoError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { AnyAttribute } from './attribute.ts';

/**
 * Checks what a list, an open map or a custom attribute is of.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is no attribute, or has a modifier that means nothing there.
 */
export function checkElement(kind: string, of: unknown): void {
  if (!isAttribute(of)) throw badDefinition(`${kind}() takes an attribute, such as string()`);
  if (of.presence !== 'required' || of.storedName !== undefined) {
    throw badDefinition(
      `what ${kind}() is of cannot be optional, have a default or a name of its own, or be a version`,
    );
  }
}

/**
 * Checks the values of an enum.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there is none, or one is no text.
 */
export function checkTexts(values: readonly unknown[]): void {
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return;
  throw badDefinition("oneOf() takes the texts that are allowed: oneOf('open', 'closed')");
}

/**
 * Checks the attributes of a map.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there is none, one is no attribute or a version, or two have the same name.
 */
export function checkMap(attributes: unknown): void {
  const declared = checkAttributes('map()', attributes);
  if (declared.some(([, { presence }]) => presence === 'version')) {
    throw badDefinition('a version belongs to an entity, not to a map in it');
  }
}

/**
 * Checks declared attributes, each by itself and their names together.
 *
 * @param owner - how messages call what they belong to.
 * @throws DynarepoError - `BAD_DEFINITION`: there is none, one is no attribute, or a stored name is empty or taken twice.
 */
export function checkAttributes(owner: string, attributes: unknown): readonly (readonly [string, AnyAttribute])[] {
  if (!isRecord(attributes)) throw badDefinition(`${owner} needs an object of attributes`);
  const taken = new Map<string, string>();
  const declared = Object.entries(attributes).map(([name, attribute]: readonly [string, unknown]) => {
    if (!isAttribute(attribute)) throw badDefinition(`${owner}: ${name} is no attribute, such as string() makes them`);
    const storedName: unknown = attribute.storedName ?? name;
    if (typeof storedName !== 'string' || storedName === '') {
      throw badDefinition(`${owner}: attribute ${JSON.stringify(name)} has an empty name in the table`);
    }
    const other = taken.get(storedName);
    if (other !== undefined) {
      throw badDefinition(`${owner}: attributes ${other} and ${name} are both stored as "${storedName}"`);
    }
    taken.set(storedName, name);
    return [name, attribute] as const;
  });
  if (declared.length === 0) throw badDefinition(`${owner} declares no attribute`);
  return declared;
}

/** The error for a definition that cannot be. */
export function badDefinition(problem: string, cause?: unknown): DynarepoError {
  return new DynarepoError('BAD_DEFINITION', problem, cause === undefined ? {} : { cause });
}

function isAttribute(value: unknown): value is AnyAttribute {
  return isRecord(value) && 'codec' in value && 'presence' in value;
}
