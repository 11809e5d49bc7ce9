import type { ServiceError } from '../../../domain/errors.ts';
import { serializationError } from './refusal.ts';

/** What the service says of values whose types are not those of its model, before it looks at anything else. */

/** Something that is no text, number or truth value, or the wrong one of them, where `type` stands. */
export function notA(type: 'String' | 'Boolean' | 'Integer' | 'Long' | 'Double', found: unknown): ServiceError {
  // Of a list in the place of a truth value the service says nothing at all.
  if (Array.isArray(found))
    return type === 'Boolean' ? serializationError('') : unrecognized(`class java.lang.${type}`);
  if (typeof found === 'object') return notExpected();
  if (typeof found === 'string' && type === 'Boolean')
    return serializationError('Unexpected token received from parser');
  return serializationError(`${kindOf(found)} cannot be converted to ${type}`);
}

/** A list in the place of something else, which is named in Java's words. */
export const unrecognized = (javaType: string): ServiceError =>
  serializationError(`Unrecognized collection type ${javaType}`);

/** A structure or map in the place of something else. */
export const notExpected = (): ServiceError => serializationError('Start of structure or map found where not expected');

/** Neither list nor structure nor map, where a member has to be one. */
export const notAField = (): ServiceError => serializationError('Unexpected field type');

/** Neither list nor structure nor map, where an element of a list or map has to be one. */
export const notAnElement = (): ServiceError => serializationError('Unexpected value type in payload');

/** No bytes, where bytes belong. */
export const notBytes = (): ServiceError => serializationError('only base-64-encoded strings are convertible to bytes');

/** What is no JSON object at all; the service says no more of it than that. */
export const notARequest = (): ServiceError => serializationError('');

function kindOf(found: unknown): string {
  if (typeof found === 'boolean') return `${String(found).toUpperCase()}_VALUE`;
  // A number that JSON does not have goes over the wire as text.
  if (typeof found === 'number' && Number.isFinite(found))
    return Number.isInteger(found) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  return typeof found === 'bigint' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}
