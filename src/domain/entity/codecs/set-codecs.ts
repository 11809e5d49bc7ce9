import { isSet } from '../../brands.ts';
import { compareBytes } from '../../values/order.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../value-location.ts';
import { binaryCodec, bytesOf, stringCodec, textOf } from './scalar-codecs.ts';
import { storedMember } from './stored-member.ts';

/** Sets of strings. */
export const stringSetCodec: ValueCodec = {
  type: 'SS',
  member: stringCodec,
  encode(value, location) {
    const members = mapMembers(value, location, textOf);
    return members.length === 0 ? undefined : { SS: members };
  },
  decode: (stored, location) => new Set(storedMember('SS', stored, location)),
};

/** Creates the codec for sets of numbers of one kind. */
export function numbersCodec(member: ValueCodec): ValueCodec {
  return {
    type: 'NS',
    member,
    encode(value, location) {
      const members = mapMembers(value, location, (each, at) => member.encode(each, at)?.N ?? '');
      if (new Set(members).size < members.length) throw badInput(location, 'contains the same number twice');
      return members.length === 0 ? undefined : { NS: members };
    },
    decode: (stored, location) =>
      new Set(storedMember('NS', stored, location).map((N) => member.decode({ N }, location))),
  };
}

/** Sets of bytes, as arrays, because a JavaScript Set does not compare bytes. */
export const binarySetCodec: ValueCodec = {
  type: 'BS',
  member: binaryCodec,
  encode(value, location) {
    if (!Array.isArray(value)) throw wrongType(location, 'an array of Uint8Array', value);
    const members = value.map((member, index) => bytesOf(member, childLocation(location, index)));
    const sorted = members.toSorted(compareBytes);
    if (sorted.some((member, index) => index > 0 && compareBytes(member, sorted[index - 1] ?? member) === 0)) {
      throw badInput(location, 'contains the same bytes twice, which a set cannot');
    }
    return members.length === 0 ? undefined : { BS: members };
  },
  decode: (stored, location) => storedMember('BS', stored, location).map((member) => new Uint8Array(member)),
};

function mapMembers(
  value: unknown,
  location: ValueLocation,
  convert: (member: unknown, location: ValueLocation) => string,
): string[] {
  if (!isSet(value)) throw wrongType(location, 'a Set', value);
  return Array.from(value, (member, index) => convert(member, childLocation(location, index)));
}
