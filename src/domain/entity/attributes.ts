import type { AnyAttribute, Attribute, Attributes, VersionAttribute } from './attribute.ts';
import type {
  BinaryKind,
  Kind,
  ListKind,
  NumberKind,
  OrderedKind,
  RecordKind,
  SetKind,
  TextKind,
  ValueKind,
} from './attribute-kinds.ts';
import { checkElement, checkMap, checkTexts } from './check-attributes.ts';
import { type Codec, customCodec } from './codecs/custom-codec.ts';
import { epochMillisecondsCodec, epochSecondsCodec, isoDateCodec } from './codecs/date-codecs.ts';
import { listCodec, mapCodec, recordCodec } from './codecs/document-codecs.ts';
import { bigintCodec, decimalCodec, numberCodec } from './codecs/number-codecs.ts';
import { binaryCodec, booleanCodec, enumCodec, jsonCodec, nullCodec, stringCodec } from './codecs/scalar-codecs.ts';
import { binarySetCodec, numberSetCodec, stringSetCodec } from './codecs/set-codecs.ts';
import { declareAttribute, declareVersion } from './declared-attribute.ts';
import { toFields } from './fields.ts';
import type { MapKind } from './map-kind.ts';

/** What a list or open map may be of: an attribute that is always there, as there is nothing between elements. */
export interface ElementAttribute<K extends Kind> extends AnyAttribute {
  readonly types: K;
  readonly presence: 'required';
}

/** Text, stored as S. */
export function string(): Attribute<TextKind<string>, 'required'> {
  return declareAttribute(stringCodec);
}

/** One of some texts, stored as S: `oneOf('open', 'closed')`. */
export function oneOf<const V extends string>(...values: readonly [V, ...V[]]): Attribute<TextKind<V>, 'required'> {
  checkTexts(values);
  return declareAttribute(enumCodec(values));
}

/**
 * A JavaScript number, stored as N. Nothing is rounded: what one side cannot hold exactly is refused, such as NaN,
 * integers beyond 2^53, and stored numbers of more digits than a double has.
 */
export function number(): Attribute<NumberKind<number>, 'required'> {
  return declareAttribute(numberCodec);
}

/** A whole number of up to 38 significant digits as a bigint, stored as N. */
export function bigint(): Attribute<NumberKind<bigint>, 'required'> {
  return declareAttribute(bigintCodec);
}

/** A decimal number of up to 38 significant digits as its canonical text (`1.50` is `1.5`), stored as N. */
export function decimal(): Attribute<NumberKind<string>, 'required'> {
  return declareAttribute(decimalCodec);
}

/** True or false, stored as BOOL. */
export function boolean(): Attribute<ValueKind<boolean>, 'required'> {
  return declareAttribute(booleanCodec);
}

/** Bytes, stored as B. */
export function binary(): Attribute<BinaryKind<Uint8Array>, 'required'> {
  return declareAttribute(binaryCodec);
}

/** Nothing but `null`, stored as NULL. */
export function nullValue(): Attribute<ValueKind<null>, 'required'> {
  return declareAttribute(nullCodec);
}

/** Whatever JSON can hold, stored as its text in S. Reading gives `T` unchecked: say it only for what you wrote. */
export function json<T = unknown>(): Attribute<ValueKind<T>, 'required'> {
  return declareAttribute(jsonCodec);
}

/** A date of the years 0 to 9999, stored as ISO text in S, such as `2024-05-01T12:00:00.000Z`: sorts by time. */
export function isoDate(): Attribute<TextKind<Date>, 'required'> {
  return declareAttribute(isoDateCodec);
}

/** A date without milliseconds, stored as seconds since 1970 in N. */
export function epochSeconds(): Attribute<OrderedKind<Date>, 'required'> {
  return declareAttribute(epochSecondsCodec);
}

/** A date, stored as milliseconds since 1970 in N. */
export function epochMilliseconds(): Attribute<OrderedKind<Date>, 'required'> {
  return declareAttribute(epochMillisecondsCodec);
}

/** A set of texts, stored as SS. DynamoDB has no empty sets: of an optional attribute one is stored as absence. */
export function stringSet(): Attribute<SetKind<Set<string>, ReadonlySet<string>, string>, 'required'> {
  return declareAttribute(stringSetCodec);
}

/** A set of numbers, stored as NS; see {@link number} for the numbers and {@link stringSet} for empty sets. */
export function numberSet(): Attribute<SetKind<Set<number>, ReadonlySet<number>, number>, 'required'> {
  return declareAttribute(numberSetCodec);
}

/** A set of byte arrays, stored as BS; an array, because to a JavaScript `Set` equal bytes are different members. */
export function binarySet(): Attribute<SetKind<Uint8Array[], readonly Uint8Array[], Uint8Array>, 'required'> {
  return declareAttribute(binarySetCodec);
}

/** A list of values of one kind, stored as L: `list(string())`. */
export function list<K extends Kind>(of: ElementAttribute<K>): Attribute<ListKind<K>, 'required'> {
  checkElement('list', of);
  return declareAttribute(listCodec(of.codec));
}

/** A map of any names to values of one kind, stored as M: `record(number())`. */
export function record<K extends Kind>(of: ElementAttribute<K>): Attribute<RecordKind<K>, 'required'> {
  checkElement('record', of);
  return declareAttribute(recordCodec(of.codec));
}

/** A map with declared attributes, stored as M: `map({ street: string(), zip: string().optional() })`. */
export function map<A extends Attributes>(attributes: A): Attribute<MapKind<A>, 'required'> {
  checkMap(attributes);
  return declareAttribute(mapCodec(toFields(attributes)));
}

/**
 * The version of an entity, for optimistic locking: 1 when it is created, and one more with each change. dynarepo alone
 * writes it. An item that was stored without one reads as version 0.
 */
export function version(): VersionAttribute {
  return declareVersion();
}

/**
 * Values of an application's own, stored as another kind stores:
 * `custom(string(), { encode: (money: Money) => money.toString(), decode: (text) => Money.parse(text) })`.
 *
 * Comparisons of order are those of the stored form.
 */
export function custom<V, Form>(
  form: Attribute<TextKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<TextKind<V>, 'required'>;
export function custom<V, Form>(
  form: Attribute<OrderedKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<OrderedKind<V>, 'required'>;
export function custom<V, Form>(
  form: Attribute<BinaryKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<BinaryKind<V>, 'required'>;
export function custom<V, K extends Kind>(
  form: ElementAttribute<K>,
  codec: Codec<V, K['given'], K['value']>,
): Attribute<ValueKind<V>, 'required'>;
export function custom(form: ElementAttribute<Kind>, codec: Codec<unknown, unknown>): Attribute<Kind, 'required'> {
  checkElement('custom', form);
  return declareAttribute(customCodec(form.codec, codec));
}
