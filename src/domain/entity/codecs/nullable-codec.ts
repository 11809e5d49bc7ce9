import type { Place } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';

/** The same codec with `null` among its values, stored as NULL. */
export function nullableCodec(codec: ValueCodec): ValueCodec {
  const { encodeOperand } = codec;
  const orNull =
    <Stored>(encode: (value: unknown, place: Place) => Stored) =>
    (value: unknown, place: Place) =>
      value === null ? { NULL: true as const } : encode(value, place);
  return {
    ...codec,
    isNullable: true,
    encode: orNull(codec.encode),
    ...(encodeOperand === undefined ? {} : { encodeOperand: orNull(encodeOperand) }),
    decode: (stored, place) => (stored.NULL === undefined ? codec.decode(stored, place) : null),
  };
}
