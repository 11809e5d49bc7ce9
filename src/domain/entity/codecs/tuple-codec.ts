import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, childLocation, wrongType } from '../value-location.ts';
import { elementSlot, encodeElement } from './document-codecs.ts';
import { storedMember } from './stored-member.ts';

/** Creates the codec for lists of a fixed length, whose elements have kinds of their own. */
export function tupleCodec(members: readonly ValueCodec[]): ValueCodec {
  const expected = `an array of ${members.length}`;
  return {
    type: 'L',
    partOf: (step) => members[Number(step)],
    encode(value, location) {
      if (!Array.isArray(value)) throw wrongType(location, expected, value);
      if (value.length !== members.length) throw badInput(location, `must be ${expected}, but has ${value.length}`);
      return { L: members.map((member, index) => encodeElement(member, value[index], childLocation(location, index))) };
    },
    decode(stored, location) {
      const elements = storedMember('L', stored, location);
      return members.map((member, index) => {
        const element = elements[index];
        if (element !== undefined && elements.length === members.length)
          return member.decode(element, childLocation(location, index));
        throw badStoredValue(location, `is stored with ${elements.length} elements, but must be ${expected}`);
      });
    },
    slotAt(step, location) {
      const member = typeof step === 'number' ? members[step] : undefined;
      if (member === undefined) throw badInput(location, `is ${expected}: at() needs one of their indexes`);
      return { ...elementSlot(member, step), isRemovable: false };
    },
  };
}
