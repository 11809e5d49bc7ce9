import { isRecord } from '../is-record.ts';
import type { AnyAttribute, Attribute, Attributes, Computation, WrittenAttribute } from './attribute.ts';
import type {
  BinaryKind,
  Kind,
  ListKind,
  NumberKind,
  OrderedKind,
  ReadOnlyKind,
  RecordKind,
  SetKind,
  TextKind,
  TtlKind,
  TupleKind,
  ValueKind,
  WrittenKind,
} from './attribute-kinds.ts';
import { badDefinition, checkAttributes, checkElement, checkMap, checkTexts } from './check-attributes.ts';
import { anyCodec } from './codecs/any-codec.ts';
import { type Codec, customCodec } from './codecs/custom-codec.ts';
import {
  type DateForm,
  dateTextCodec,
  epochMillisecondsCodec,
  epochSecondsCodec,
  isoDateCodec,
  ttlCodec,
} from './codecs/date-codecs.ts';
import { listCodec, mapCodec, recordCodec } from './codecs/document-codecs.ts';
import { jsonCodec } from './codecs/json-codec.ts';
import { mapUnionCodec } from './codecs/map-union-codec.ts';
import { migratedCodec, type OlderForm } from './codecs/migrated-codec.ts';
import { bigintCodec, decimalCodec, numberCodec, versionCodec } from './codecs/number-codecs.ts';
import { openMapCodec } from './codecs/open-map-codec.ts';
import { binaryCodec, booleanCodec, enumCodec, nullCodec, stringCodec } from './codecs/scalar-codecs.ts';
import { binarySetCodec, numbersCodec, stringSetCodec } from './codecs/set-codecs.ts';
import { tupleCodec } from './codecs/tuple-codec.ts';
import { declareAttribute, declareWritten } from './declared-attribute.ts';
import { toField, toFields } from './fields.ts';
import type { MapKind, MapUnionKind, OpenMapKind } from './map-kind.ts';
import type { Flat, ValuesOf } from './value-types.ts';

/** An attribute that can be the element of a list or record: a required one, because elements cannot be absent. */
export interface ElementAttribute<K extends Kind> extends AnyAttribute {
  readonly types: K;
  /** Elements are always present. */
  readonly presence: 'required';
}

/** Declares a string, stored as S. */
export function string(): Attribute<TextKind<string>, 'required'> {
  return declareAttribute(stringCodec);
}

/**
 * Declares an enumeration of strings, stored as S: `oneOf('open', 'closed')`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there is no argument, or one is not a string.
 */
export function oneOf<const V extends string>(...values: readonly [V, ...V[]]): Attribute<TextKind<V>, 'required'> {
  checkTexts(values);
  return declareAttribute(enumCodec(values));
}

/**
 * Declares a JavaScript number, stored as N. A stored fraction with more digits than a double reads as the nearest double,
 * except in a primary key. NaN and integers beyond 2^53 are rejected, written and read.
 */
export function number(): Attribute<NumberKind<number>, 'required'> {
  return declareAttribute(numberCodec);
}

/** Declares a bigint with up to 38 significant digits, stored as N. */
export function bigint(): Attribute<NumberKind<bigint>, 'required'> {
  return declareAttribute(bigintCodec);
}

/** Declares a decimal number with up to 38 significant digits as canonical text (`1.50` is `1.5`), stored as N. */
export function decimal(): Attribute<NumberKind<string>, 'required'> {
  return declareAttribute(decimalCodec);
}

/** Declares a boolean, stored as BOOL. */
export function boolean(): Attribute<ValueKind<boolean>, 'required'> {
  return declareAttribute(booleanCodec);
}

/** Declares bytes, stored as B. */
export function binary(): Attribute<BinaryKind<Uint8Array>, 'required'> {
  return declareAttribute(binaryCodec);
}

/** Declares an attribute that is always `null`, stored as NULL. */
export function nullValue(): Attribute<ValueKind<null>, 'required'> {
  return declareAttribute(nullCodec);
}

/**
 * Declares a JSON value, stored as text in S. A value that would not read back equal is rejected, such as one with `NaN`, `-0`, an
 * undefined member, a date, a map or a class instance. A read value is not checked against `T`.
 */
export function json<T = unknown>(): Attribute<ValueKind<T>, 'required'> {
  return declareAttribute(jsonCodec);
}

/** Declares a date of the years 0 to 9999, stored as ISO text in S, such as `2024-05-01T12:00:00.000Z`; sorts by time. */
export function isoDate(): Attribute<TextKind<Date>, 'required'> {
  return declareAttribute(isoDateCodec);
}

/**
 * Declares a date as another library stores it in S: `pynamodb` (`2024-05-01T12:00:00.123000+0000`, PynamoDB's
 * UTCDateTimeAttribute) or `java` (`2024-05-01T12:00:00Z`, with a fraction where there is one, as the AWS SDK for Java stores
 * an Instant, and Go a time.Time in UTC). Microseconds and nanoseconds are not read; a primary key with some is an error.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the form is unknown.
 */
export function dateText(form: DateForm): Attribute<TextKind<Date>, 'required'> {
  if (form !== 'pynamodb' && form !== 'java') throw badDefinition("dateText() needs a form, 'pynamodb' or 'java'");
  return declareAttribute(dateTextCodec(form));
}

/** Declares a date without milliseconds, stored as seconds since 1970 in N. */
export function epochSeconds(): Attribute<OrderedKind<Date>, 'required'> {
  return declareAttribute(epochSecondsCodec);
}

/** Declares a date, stored as milliseconds since 1970 in N. */
export function epochMilliseconds(): Attribute<OrderedKind<Date>, 'required'> {
  return declareAttribute(epochMillisecondsCodec);
}

/** Declares a set of strings, stored as SS. DynamoDB has no empty sets: in an optional attribute, one is not stored. */
export function stringSet(): Attribute<SetKind<Set<string>, ReadonlySet<string>, string>, 'required'> {
  return declareAttribute(stringSetCodec);
}

/** Declares a set of numbers, stored as NS; see {@link number} for the numbers and {@link stringSet} for empty sets. */
export function numberSet(): Attribute<SetKind<Set<number>, ReadonlySet<number>, number>, 'required'> {
  return declareAttribute(numbersCodec(numberCodec));
}

/** Declares a set of bigints, stored as NS; see {@link bigint} for the numbers and {@link stringSet} for empty sets. */
export function bigintSet(): Attribute<SetKind<Set<bigint>, ReadonlySet<bigint>, bigint>, 'required'> {
  return declareAttribute(numbersCodec(bigintCodec));
}

/** Declares a set of decimal numbers as text, stored as NS; see {@link decimal} and {@link stringSet} for empty sets. */
export function decimalSet(): Attribute<SetKind<Set<string>, ReadonlySet<string>, string>, 'required'> {
  return declareAttribute(numbersCodec(decimalCodec));
}

/** Declares a set of byte arrays, stored as BS; an array, because a JavaScript `Set` does not compare bytes. */
export function binarySet(): Attribute<SetKind<Uint8Array[], readonly Uint8Array[], Uint8Array>, 'required'> {
  return declareAttribute(binarySetCodec);
}

/**
 * Declares a list of values of one kind, stored as L: `list(string())`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an attribute.
 */
export function list<K extends Kind>(of: ElementAttribute<K>): Attribute<ListKind<K>, 'required'> {
  checkElement('list', of);
  return declareAttribute(listCodec(of.codec));
}

/**
 * Declares a list of a fixed length, whose elements have kinds of their own, stored as L: `tuple(number(), number())`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there is no argument, or one is not an attribute.
 */
export function tuple<const Elements extends readonly [Kind, ...Kind[]]>(
  ...elements: { readonly [I in keyof Elements]: ElementAttribute<Elements[I]> }
): Attribute<TupleKind<Elements>, 'required'> {
  if (elements.length === 0) throw badDefinition('tuple() needs at least one attribute');
  for (const element of elements) checkElement('tuple', element);
  return declareAttribute(tupleCodec(elements.map(({ codec }) => codec)));
}

/**
 * Declares a map from arbitrary names to values of one kind, stored as M: `record(number())`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an attribute.
 */
export function record<K extends Kind>(of: ElementAttribute<K>): Attribute<RecordKind<K>, 'required'> {
  checkElement('record', of);
  return declareAttribute(recordCodec(of.codec));
}

/**
 * Declares a map with declared attributes, stored as M: `map({ street: string(), zip: string().optional() })`.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an object of attributes.
 */
export function map<A extends Attributes>(attributes: A): Attribute<MapKind<A>, 'required'> {
  checkMap(attributes);
  return declareAttribute(mapCodec(toFields(attributes)));
}

/**
 * Declares a map with declared attributes and any others, which it keeps, stored as M: `openMap({ street: string() })`. See
 * {@link anyValue} for the values of the others.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an object of attributes.
 */
export function openMap<A extends Attributes>(attributes: A): Attribute<OpenMapKind<A>, 'required'> {
  checkMap(attributes);
  return declareAttribute(openMapCodec(toFields(attributes)));
}

/**
 * Declares a value of any kind: a string, number, bigint, boolean, `null`, `Uint8Array`, `Set`, array or plain object, stored as the data
 * type that it stands for. Any map is `record(anyValue())`, any list `list(anyValue())`. A stored number reads as a number if that
 * is exact, else as a bigint or an `ExactNumber`; a read value is not checked against `T`.
 */
export function anyValue<T = unknown>(): Attribute<ValueKind<T>, 'required'> {
  return declareAttribute(anyCodec);
}

/**
 * Declares a map whose attributes depend on one of them, stored as M:
 * `mapUnion('kind', { circle: { radius: number() }, square: { side: number() } })`. A read value has the type of its member.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the arguments are not a name and attributes by tag.
 */
export function mapUnion<const By extends string, Members extends { readonly [tag: string]: Attributes }>(
  by: By,
  members: Members,
): Attribute<MapUnionKind<By, Members>, 'required'> {
  const tags = isRecord(members) ? Object.keys(members) : [];
  if (typeof by !== 'string' || by === '' || tags.length === 0)
    throw badDefinition("mapUnion() needs a name and members: mapUnion('kind', { circle: { radius: number() } })");
  const tag = (values: readonly string[]) => declareAttribute(enumCodec(values));
  const codecs = tags.map((each) => {
    const attributes = members[each];
    checkMap(attributes);
    if (attributes === undefined || Object.hasOwn(attributes, by))
      throw badDefinition(`mapUnion() sets the attribute "${by}": remove it from ${each}`);
    return [each, mapCodec(toFields({ [by]: tag([each]), ...attributes }))] as const;
  });
  return declareAttribute(mapUnionCodec(toField(by, tag(tags)), new Map(codecs)));
}

/**
 * Declares an attribute that also reads older forms, so that stored items need not be migrated first:
 * `migrated(number(), olderForm(string(), Number))`. It writes its own form; conditions and indexes see the stored one.
 *
 * @param older - tried in order, each where its data type is stored.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an attribute.
 */
export function migrated<K extends Kind>(
  form: Attribute<K, 'required'>,
  ...older: readonly OlderForm<K['value']>[]
): Attribute<K, 'required'> {
  checkElement('migrated', form);
  return declareAttribute(migratedCodec(form.codec, older));
}

/**
 * Declares an older form of an attribute, for {@link migrated}.
 *
 * @param decode - converts a stored value; `undefined` if it is not in the older form, where both have the same data type.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the argument is not an attribute.
 */
export function olderForm<K extends Kind, V>(
  form: ElementAttribute<K>,
  decode: (stored: K['value']) => V | undefined,
): OlderForm<V> {
  checkElement('olderForm', form);
  if (typeof decode !== 'function') throw badDefinition('olderForm() needs a function that converts a stored value');
  return { codec: form.codec, decode }; // it gets what the form's codec decodes
}

/**
 * Declares the version of an entity, for optimistic locking: 1 when created, incremented by each write. Only dynarepo
 * sets it. An item stored without a version reads as version 0.
 */
export function version(): WrittenAttribute<WrittenKind<number>> {
  return declareWritten(
    declareAttribute<WrittenKind<number>>(versionCodec).default(() => 0),
    { role: 'version' },
  );
}

/** A form of dates: `isoDate()`, `epochSeconds()` or `epochMilliseconds()`. */
export type DateAttribute = Attribute<TextKind<Date> | OrderedKind<Date>, 'required' | 'default'>;

/**
 * Declares the time when an entity was created: set by `create`, by an `update` that creates the item, and by `put` and
 * `save` of an object without it. It never changes after that. Only dynarepo sets it.
 *
 * @param form - how it is stored; its default is the time of items that lack it. Default: `isoDate()`.
 */
export function createdAt(form: DateAttribute = isoDate()): WrittenAttribute<WrittenKind<Date>> {
  return declareWritten(form, { role: 'createdAt' });
}

/**
 * Declares the time of the last write of an entity. Only dynarepo sets it.
 *
 * @param form - how it is stored; its default is the time of items that lack it. Default: `isoDate()`.
 */
export function updatedAt(form: DateAttribute = isoDate()): WrittenAttribute<WrittenKind<Date>> {
  return declareWritten(form, { role: 'updatedAt' });
}

/**
 * Declares an attribute that is computed from others and stored, so that filters and indexes can use it. Only dynarepo sets
 * it: every write of its inputs computes it again, and an update that does not know all of them is rejected.
 *
 * @param form - how it is stored: `string()`. If it is optional, `compute` may return `undefined`. Its default is the value
 * of items that lack it.
 * @param inputs - the declarations of the attributes that it is computed from: `{ firstName, lastName }`.
 * @param compute - depends on its inputs alone.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: an argument is not a form, an object of attributes or a function.
 */
export function computed<K extends Kind, P extends 'required' | 'optional' | 'default', Inputs extends Attributes>(
  form: Attribute<K, P>,
  inputs: Inputs,
  compute: (inputs: Flat<ValuesOf<Inputs>>) => K['given'] | (P extends 'optional' ? undefined : never),
): WrittenAttribute<ReadOnlyKind<K>, P extends 'optional' ? 'written-optional' : 'written'> {
  checkAttributes('computed()', inputs);
  // The inputs are decoded as declared.
  return declareWritten(form, { computation: { inputs, compute: compute as Computation['compute'] } });
}

/**
 * Declares the time after which DynamoDB deletes an item, stored as whole seconds since 1970 in N. Takes a date, which is
 * rounded up, or seconds; reads as a date.
 */
export function ttl(): Attribute<TtlKind, 'required'> {
  return declareAttribute(ttlCodec, 'ttl');
}

/**
 * Declares an attribute with an application's own type, stored as another kind:
 * `custom(string(), { encode: (money: Money) => money.toString(), decode: (text) => Money.parse(text) })`.
 *
 * DynamoDB compares and sorts the stored form.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the first argument is not an attribute, or the codec lacks `encode` or `decode`.
 */
export function custom<V, Form>(
  form: Attribute<TextKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<TextKind<V>, 'required'>;
// Before the ordered kinds, whose members the binary kind has as well.
export function custom<V, Form>(
  form: Attribute<BinaryKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<BinaryKind<V>, 'required'>;
export function custom<V, Form>(
  form: Attribute<OrderedKind<Form>, 'required'>,
  codec: Codec<V, Form>,
): Attribute<OrderedKind<V>, 'required'>;
export function custom<V, K extends Kind>(
  form: ElementAttribute<K>,
  codec: Codec<V, K['given'], K['value']>,
): Attribute<ValueKind<V>, 'required'>;
export function custom(form: ElementAttribute<Kind>, codec: Codec<unknown, unknown>): Attribute<Kind, 'required'> {
  checkElement('custom', form);
  return declareAttribute(customCodec(form.codec, codec));
}
