import type { AttributeValue, Item } from '../../dynamodb.ts';
import type { PathStep } from '../../expressions/tree.ts';
import { isRecord } from '../../is-record.ts';
import { setOwnProperty } from '../../own-property.ts';
import { setAttribute } from '../../values/attribute-value.ts';
import { decodeFields, encodeFields, type Fields, fieldOf } from '../fields.ts';
import { badInput, type Place, placeBelow, wrongType } from '../place.ts';
import type { Slot, ValueCodec } from '../value-codec.ts';
import { refuseType } from './scalar-codecs.ts';

/** Lists of values of one kind. */
export function listCodec(member: ValueCodec): ValueCodec {
  return {
    type: 'L',
    member,
    encode(value, place) {
      if (!Array.isArray(value)) throw wrongType(place, 'an array', value);
      // Array.from also visits the holes of a sparse array, so that they are refused and not skipped.
      return { L: Array.from(value, (element, index) => encodeElement(member, element, placeBelow(place, index))) };
    },
    decode: (stored, place) =>
      (stored.L ?? refuseType('L', stored, place)).map((element, index) =>
        member.decode(element, placeBelow(place, index)),
      ),
    slotAt(step, place) {
      if (typeof step === 'number' && Number.isSafeInteger(step) && step >= 0) return elementSlot(member, step);
      throw badInput(place, `is a list, whose elements have indexes from 0: ${String(step)} is none`);
    },
  };
}

/** Maps of any names to values of one kind. */
export function recordCodec(member: ValueCodec): ValueCodec {
  return {
    type: 'M',
    member,
    encode: (value, place) => ({ M: encodeEntries(member, value, place) }),
    decode(stored, place) {
      const values: Record<string, unknown> = {};
      for (const [name, element] of Object.entries(stored.M ?? refuseType('M', stored, place))) {
        setOwnProperty(values, name, member.decode(element, placeBelow(place, name)));
      }
      return values;
    },
    slotAt(step, place) {
      if (typeof step === 'string' && step !== '') return elementSlot(member, step);
      throw badInput(place, `is a map, whose entries have names: ${JSON.stringify(step)} is none`);
    },
  };
}

/** Maps with declared attributes. */
export function mapCodec(fields: Fields): ValueCodec {
  return {
    type: 'M',
    encode: (value, place) => ({ M: encodeFields(fields, value, place) }),
    decode: (stored, place) => decodeFields(fields.values(), stored.M ?? refuseType('M', stored, place), place),
    slotAt: (step, place) => fieldOf(fields, String(step), place),
  };
}

function encodeEntries(member: ValueCodec, value: unknown, place: Place): Item {
  if (!isRecord(value)) throw wrongType(place, 'an object', value);
  const item: Item = {};
  for (const [name, element] of Object.entries(value)) {
    if (name === '') throw badInput(place, 'has an empty name, which DynamoDB cannot store');
    if (element !== undefined) setAttribute(item, name, encodeElement(member, element, placeBelow(place, name)));
  }
  return item;
}

function elementSlot(codec: ValueCodec, step: PathStep): Slot {
  return { step, codec, isRemovable: true, encode: (value, place) => encodeElement(codec, value, place) };
}

function encodeElement(codec: ValueCodec, value: unknown, place: Place): AttributeValue {
  const stored = codec.encode(value, place);
  if (stored === undefined) throw badInput(place, 'may not be empty: DynamoDB stores no empty sets');
  return stored;
}
