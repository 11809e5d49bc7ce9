import type { DynarepoError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';
import { setOwnProperty } from '../../own-property.ts';
import type { Fields } from '../fields.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, wrongType } from '../value-location.ts';
import { anyCodec } from './any-codec.ts';
import { elementSlot, mapCodec, recordCodec } from './document-codecs.ts';
import { storedMember } from './stored-member.ts';

/** Creates the codec for maps with declared attributes and others, whose values can be of any kind. */
export function openMapCodec(fields: Fields): ValueCodec {
  const declared = mapCodec(fields);
  const others = recordCodec(anyCodec);
  const storedNames = new Set([...fields.values()].map(({ attributeName }) => attributeName));
  const isOther = (name: string) => !fields.has(name) && !storedNames.has(name);
  return {
    type: 'M',
    partOf: (step) => fields.get(String(step))?.codec ?? anyCodec,
    encode(value, location) {
      if (!isRecord(value)) throw wrongType(location, 'an object', value);
      const [own, rest] = divided(value, (name) => fields.has(name));
      rejectTaken(rest, isOther, (violation) => badInput(location, violation));
      return { M: { ...declared.encode(own, location)?.M, ...others.encode(rest, location)?.M } };
    },
    decode(stored, location) {
      const [own, rest] = divided(storedMember('M', stored, location), (name) => storedNames.has(name));
      rejectTaken(rest, isOther, (violation) => badStoredValue(location, violation));
      return { ...Object(declared.decode({ M: own }, location)), ...Object(others.decode({ M: rest }, location)) };
    },
    slotAt(step, location) {
      const field = fields.get(String(step));
      if (field !== undefined) return field;
      if (typeof step === 'string' && step !== '' && isOther(step)) return elementSlot(anyCodec, step);
      throw badInput(location, `has no attribute ${JSON.stringify(step)} beside the declared ones`);
    },
  };
}

/** Divides the members of an object by their names. */
function divided<T>(
  from: Readonly<Record<string, T>>,
  isOwn: (name: string) => boolean,
): readonly [Record<string, T>, Record<string, T>] {
  const own: Record<string, T> = {};
  const rest: Record<string, T> = {};
  for (const name of Object.keys(from)) {
    const value = from[name];
    if (value !== undefined) setOwnProperty(isOwn(name) ? own : rest, name, value);
  }
  return [own, rest];
}

/** Rejects a name beside the declared attributes that is the stored name or the property of one of them. */
function rejectTaken(
  rest: object,
  isOther: (name: string) => boolean,
  toError: (violation: string) => DynarepoError,
): void {
  const taken = Object.keys(rest).find((name) => !isOther(name));
  if (taken !== undefined) throw toError(`has ${JSON.stringify(taken)}, the name of a declared attribute`);
}
