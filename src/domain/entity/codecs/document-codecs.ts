import type { AttributeValue, Item } from '../../dynamodb.ts';
import type { PathStep } from '../../expressions/tree.ts';
import { isRecord } from '../../is-record.ts';
import { setOwnProperty } from '../../own-property.ts';
import { setAttribute } from '../../values/attribute-value.ts';
import { decodeFields, encodeFields, type Field, type Fields, fieldOf } from '../fields.ts';
import { selectFields } from '../select-fields.ts';
import type { Slot, ValueCodec } from '../value-codec.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../value-location.ts';
import { storedMember } from './stored-member.ts';

/** Creates the codec for lists of values of one kind. */
export function listCodec(member: ValueCodec): ValueCodec {
  return {
    type: 'L',
    member,
    partOf: () => member,
    encode(value, location) {
      if (!Array.isArray(value)) throw wrongType(location, 'an array', value);
      // Array.from also visits the holes of a sparse array, so that they are rejected and not skipped.
      return {
        L: Array.from(value, (element, index) => encodeElement(member, element, childLocation(location, index))),
      };
    },
    decode: (stored, location) =>
      storedMember('L', stored, location).map((element, index) =>
        member.decode(element, childLocation(location, index)),
      ),
    slotAt(step, location) {
      if (typeof step === 'number' && Number.isSafeInteger(step) && step >= 0) return elementSlot(member, step);
      throw badInput(location, `is a list: at() needs an index from 0, but got ${String(step)}`);
    },
  };
}

/** Creates the codec for maps from arbitrary names to values of one kind. */
export function recordCodec(member: ValueCodec): ValueCodec {
  return {
    type: 'M',
    member,
    partOf: () => member,
    encode: (value, location) => ({ M: encodeEntries(member, value, location) }),
    decode(stored, location) {
      const values: Record<string, unknown> = {};
      for (const [name, element] of Object.entries(storedMember('M', stored, location))) {
        setOwnProperty(values, name, member.decode(element, childLocation(location, name)));
      }
      return values;
    },
    slotAt(step, location) {
      if (typeof step === 'string' && step !== '') return elementSlot(member, step);
      throw badInput(location, `is a map: at() needs a name, but got ${JSON.stringify(step)}`);
    },
  };
}

/** Creates the codec for maps with declared attributes. */
export function mapCodec(fields: Fields): ValueCodec {
  return {
    type: 'M',
    encode: (value, location) => ({ M: encodeFields(fields, value, location) }),
    decode: mapDecoder([...fields.values()]),
    partOf: (step) => fields.get(String(step))?.codec,
    slotAt: (step, location) => fieldOf(fields, String(step), location),
    selectPart(names) {
      const { fields: selected, ...part } = selectFields(fields, names);
      return { ...part, decode: mapDecoder(selected) };
    },
  };
}

function mapDecoder(fields: readonly Field[]): ValueCodec['decode'] {
  return (stored, location) =>
    decodeFields(fields, storedMember('M', stored, location), ({ name }) => childLocation(location, name));
}

function encodeEntries(member: ValueCodec, value: unknown, location: ValueLocation): Item {
  if (!isRecord(value)) throw wrongType(location, 'an object', value);
  const item: Item = {};
  for (const [name, element] of Object.entries(value)) {
    if (name === '') throw badInput(location, 'has an empty name, which DynamoDB cannot store');
    if (element !== undefined) setAttribute(item, name, encodeElement(member, element, childLocation(location, name)));
  }
  return item;
}

/** Returns the slot of an element or entry. */
export function elementSlot(codec: ValueCodec, step: PathStep): Slot {
  return {
    attributeName: step,
    codec,
    isRemovable: true,
    encode: (value, location) => encodeElement(codec, value, location),
  };
}

/** Encodes an element or entry, which cannot be absent. */
export function encodeElement(codec: ValueCodec, value: unknown, location: ValueLocation): AttributeValue {
  const stored = codec.encode(value, location);
  if (stored === undefined) throw badInput(location, 'must not be empty: DynamoDB cannot store an empty set');
  return stored;
}
