import { isError } from '../../brands.ts';
import type { AttributeValue } from '../../dynamodb.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badStoredValue, type ValueLocation } from '../value-location.ts';

/** An older form of an attribute: see `olderForm()`. */
export interface OlderForm<V> {
  /** Reads the stored values of this form. */
  readonly codec: ValueCodec;
  /** Converts a stored value; returns `undefined` for one that is not in the older form. */
  readonly decode: (stored: unknown) => V | undefined;
}

/** Extends a codec so that it also reads older forms, each where its data type is stored, in order; it writes its own. */
export function migratedCodec(codec: ValueCodec, older: readonly OlderForm<unknown>[]): ValueCodec {
  return {
    ...codec,
    // An older form has no parts, or others.
    selectPart: undefined,
    decode(stored: AttributeValue, location: ValueLocation) {
      for (const form of older) {
        if (!Object.hasOwn(stored, form.codec.type)) continue;
        const value = form.codec.decode(stored, location);
        try {
          const converted = form.decode(value);
          if (converted !== undefined) return converted;
        } catch (cause) {
          throw badStoredValue(location, `cannot be read: ${isError(cause) ? cause.message : String(cause)}`, cause);
        }
      }
      return codec.decode(stored, location);
    },
  };
}
