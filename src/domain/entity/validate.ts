import { DynarepoError } from '../errors.ts';
import { badDefinition } from './check-attributes.ts';
import type { Validator } from './validator.ts';
import type { ValueCodec } from './value-codec.ts';
import { childLocation, formatLocation, type ValueLocation } from './value-location.ts';

/** Whether values are encoded as they were read, without validators. */
let isAsRead = false;

/** Runs a function that encodes values that were read: they can be older than the validators. */
export function withoutValidators<T>(encode: () => T): T {
  const outer = isAsRead;
  isAsRead = true;
  try {
    return encode();
  } finally {
    isAsRead = outer;
  }
}

/** Extends a codec with a validator of the values to store. Values in conditions are not validated. */
export function validatedCodec(codec: ValueCodec, validator: Validator): ValueCodec {
  checkValidator('validate()', validator);
  return {
    ...codec,
    encode: (value, location) => codec.encode(validated(validator, value, location), location),
    encodeOperand: codec.encodeOperand ?? codec.encode,
  };
}

/**
 * Checks that a value has the interface Standard Schema.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it has not.
 */
export function checkValidator(owner: string, validator: unknown): void {
  if (typeof Object(Object(validator)['~standard']).validate === 'function') return;
  throw badDefinition(
    `${owner} needs a schema with the interface Standard Schema, as those of zod, valibot or arktype`,
  );
}

/**
 * Returns the output of a validator.
 *
 * @throws DynarepoError - `BAD_INPUT`: the value is invalid; `BAD_DEFINITION`: the validator is asynchronous.
 */
export function validated(validator: Validator, value: unknown, location: ValueLocation): unknown {
  if (isAsRead) return value;
  const result = validator['~standard'].validate(value);
  if ('then' in result) {
    result.then(undefined, () => {}); // the error below is the one to report
    throw badDefinition(`${formatLocation(location)} has an asynchronous validator: check this before the write`);
  }
  if (result.issues === undefined) return result.value;
  // Array.from, because a library's own kind of array has a map() of its own.
  const texts = Array.from(result.issues, ({ path = [], message }) => {
    let at = location;
    for (const step of path) {
      const name = typeof step === 'object' ? step.key : step;
      at = childLocation(at, typeof name === 'symbol' ? String(name) : name);
    }
    return `${formatLocation(at)}: ${message}`;
  });
  throw new DynarepoError('BAD_INPUT', texts.join('; '), { cause: result.issues });
}
