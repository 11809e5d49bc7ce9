import { isSet } from '../../brands.ts';
import { compareBytes } from '../../values/order.ts';
import { badInput, type Place, placeBelow, wrongType } from '../place.ts';
import type { ValueCodec } from '../value-codec.ts';
import { numberCodec, numberText, storedNumber, toNumber } from './number-codecs.ts';
import { binaryCodec, bytesOf, refuseType, stringCodec, textOf } from './scalar-codecs.ts';

/** Sets of texts. */
export const stringSetCodec: ValueCodec = {
  type: 'SS',
  member: stringCodec,
  encode(value, place) {
    const members = mapMembers(value, place, textOf);
    return members.length === 0 ? undefined : { SS: members };
  },
  decode: (stored, place) => new Set(stored.SS ?? refuseType('SS', stored, place)),
};

/** Sets of JavaScript numbers. */
export const numberSetCodec: ValueCodec = {
  type: 'NS',
  member: numberCodec,
  encode(value, place) {
    const members = mapMembers(value, place, numberText);
    return members.length === 0 ? undefined : { NS: members };
  },
  decode(stored, place) {
    const members = stored.NS ?? refuseType('NS', stored, place);
    return new Set(members.map((member) => toNumber(storedNumber({ N: member }, place), place)));
  },
};

/** Sets of bytes, as arrays: to a JavaScript Set any two byte arrays are different members. */
export const binarySetCodec: ValueCodec = {
  type: 'BS',
  member: binaryCodec,
  encode(value, place) {
    if (!Array.isArray(value)) throw wrongType(place, 'an array of Uint8Array', value);
    const members = value.map((member, index) => bytesOf(member, placeBelow(place, index)));
    const sorted = members.toSorted(compareBytes);
    if (sorted.some((member, index) => index > 0 && compareBytes(member, sorted[index - 1] ?? member) === 0)) {
      throw badInput(place, 'has the same bytes twice, which a set cannot');
    }
    return members.length === 0 ? undefined : { BS: members };
  },
  decode: (stored, place) => (stored.BS ?? refuseType('BS', stored, place)).map((member) => new Uint8Array(member)),
};

function mapMembers(value: unknown, place: Place, convert: (member: unknown, place: Place) => string): string[] {
  if (!isSet(value)) throw wrongType(place, 'a Set', value);
  return Array.from(value, (member, index) => convert(member, placeBelow(place, index)));
}
