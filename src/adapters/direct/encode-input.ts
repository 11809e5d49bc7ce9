import type { InputForm } from '../../domain/api/plain-input.ts';
import { isBytes } from '../../domain/brands.ts';
import { setOwnProperty } from '../../domain/own-property.ts';

/**
 * Encodes an input whose values have the types of the model as JSON: bytes as base64, absent members left out.
 *
 * @param token - the ClientRequestToken of an input without one.
 */
export function encodeInput(input: object, form: Exclude<InputForm, 'unknown'>, token?: string): string {
  const members = form === 'json' ? input : plain(input);
  return JSON.stringify(token === undefined ? members : { ...Object(members), ClientRequestToken: token });
}

/** Its depth is bounded by the form: a deeper input is `unknown`. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isBytes(value)) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
  if (Array.isArray(value)) return Array.from(value, plain);
  const members: Record<string, unknown> = {};
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined && member !== null) setOwnProperty(members, name, plain(member));
  }
  return members;
}
