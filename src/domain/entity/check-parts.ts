import { isRecord } from '../is-record.ts';
import { keyNameLimitBytes } from '../limits.ts';
import { suggestion } from '../suggestion.ts';
import { utf8Bytes } from '../values/size.ts';
import type { AnyAttribute } from './attribute.ts';
import { badDefinition } from './check-attributes.ts';

/** Declared attributes by property name. */
export type Declared = ReadonlyMap<string, AnyAttribute>;

/** Data types of key attributes. */
export const keyTypes: ReadonlySet<string> = new Set(['S', 'N', 'B']);

/**
 * Checks that a part of a definition is an object with only known members.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is not an object, or has another member.
 */
export function checkMembers(owner: string, part: unknown, known: readonly string[]): asserts part is object {
  if (!isRecord(part)) throw badDefinition(`${owner} must be an object with the members ${known.join(', ')}`);
  for (const name of Object.keys(part)) {
    if (!known.includes(name))
      throw badDefinition(`${owner} has an unknown member "${name}"${suggestion(name, known)}`);
  }
}

/**
 * Checks the name of a table or index.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is not 3 to 255 of the characters that DynamoDB allows.
 */
export function checkTableName(owner: string, name: unknown): asserts name is string {
  if (!isTableName(name)) throw badDefinition(`${owner} ${tableNameForm}`);
}

/** The rule for the name of a table or index, for messages. */
export const tableNameForm = 'must have 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -';

/** Returns whether DynamoDB allows this name for a table or index. */
export function isTableName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-zA-Z0-9_.-]{3,255}$/.test(name);
}

/**
 * Checks that an attribute is declared, and returns it.
 *
 * @param role - the role of the attribute, for messages, such as `User: sort key`.
 * @throws DynarepoError - `BAD_DEFINITION`: it is not declared.
 */
export function checkDeclared(role: string, name: unknown, declared: Declared): AnyAttribute {
  if (typeof name !== 'string') throw badDefinition(`${role} must be the name of an attribute`);
  const attribute = declared.get(name);
  if (attribute !== undefined) return attribute;
  throw badDefinition(`${role} "${name}" is not a declared attribute${suggestion(name, declared.keys())}`);
}

/**
 * Checks that an attribute is declared and can be part of a key, and returns it.
 *
 * @param role - the role of the attribute, for messages, such as `User: sort key`.
 * @throws DynarepoError - `BAD_DEFINITION`: it is not declared, or cannot be part of a key.
 */
export function checkKeyAttribute(role: string, name: unknown, declared: Declared): AnyAttribute {
  const attribute = checkDeclared(role, name, declared);
  const { type, isNullable } = attribute.codec;
  if (!keyTypes.has(type)) {
    throw badDefinition(`${role} "${name}" is stored as ${type}, but a key must be a string, number or binary`);
  }
  if (isNullable) throw badDefinition(`${role} "${name}" is nullable, but a key cannot be null`);
  if (utf8Bytes(attribute.storedName ?? String(name)) > keyNameLimitBytes) {
    throw badDefinition(
      `${role} "${name}" has a stored name of more than ${keyNameLimitBytes} bytes, the limit for keys`,
    );
  }
  return attribute;
}
