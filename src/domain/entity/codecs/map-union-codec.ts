import { isRecord } from '../../is-record.ts';
import { ownProperty } from '../../own-property.ts';
import { attributeOf } from '../../values/attribute-value.ts';
import { readableJson } from '../../values/readable-value.ts';
import type { Slot, ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, childLocation, wrongType } from '../value-location.ts';
import { storedMember } from './stored-member.ts';

/**
 * Creates the codec for maps with an attribute that states which attributes they have.
 *
 * @param by - the tag, which each member has.
 * @param members - the codecs by the values of the tag.
 */
export function mapUnionCodec(by: Slot, members: ReadonlyMap<unknown, ValueCodec>): ValueCodec {
  const name = String(by.attributeName);
  const violation = (tag: unknown) =>
    `must be one of ${[...members.keys()].map((each) => JSON.stringify(each)).join(', ')}, but is ${readableJson(tag)}`;
  return {
    type: 'M',
    partOf: (step, value) => members.get(ownProperty(value, name))?.partOf?.(step, value),
    encode(value, location) {
      if (!isRecord(value)) throw wrongType(location, 'an object', value);
      const tag = ownProperty(value, name);
      const member = members.get(tag);
      if (member === undefined) throw badInput(childLocation(location, name), violation(tag));
      return member.encode(value, location);
    },
    decode(stored, location) {
      const tag = attributeOf(storedMember('M', stored, location), name)?.S;
      const member = members.get(tag);
      if (member === undefined) throw badStoredValue(childLocation(location, name), violation(tag));
      return member.decode(stored, location);
    },
    slotAt(step, location) {
      if (step === name) return by;
      throw badInput(location, `is a union of maps: at() takes "${name}" only, which all of them have`);
    },
  };
}
