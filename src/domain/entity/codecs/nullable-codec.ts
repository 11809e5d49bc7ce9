import type { ValueCodec } from '../value-codec.ts';
import type { ValueLocation } from '../value-location.ts';
import { isStoredNull } from './stored-member.ts';

/** Extends a codec with `null`, stored as NULL. */
export function nullableCodec(codec: ValueCodec): ValueCodec {
  const { encodeOperand } = codec;
  const orNull =
    <Stored>(encode: (value: unknown, location: ValueLocation) => Stored) =>
    (value: unknown, location: ValueLocation) =>
      value === null ? { NULL: true as const } : encode(value, location);
  return {
    ...codec,
    isNullable: true,
    encode: orNull(codec.encode),
    ...(encodeOperand === undefined ? {} : { encodeOperand: orNull(encodeOperand) }),
    decode: (stored, location) => (isStoredNull(stored) ? null : codec.decode(stored, location)),
  };
}
