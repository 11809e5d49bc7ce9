import { isRecord } from '../../is-record.ts';
import { numberPrecision } from '../../limits.ts';
import { badDefinition } from '../check-attributes.ts';

const names: unique symbol = Symbol.for('dynarepo.keyTemplate');

/** A text with properties in it, created by {@link key}: the form of one key attribute. */
export interface KeyTemplate<Names> {
  /** The names of the properties, in order. */
  readonly [names]: Names;
  /** The texts before, between and after the properties. */
  readonly texts: readonly string[];
  /** The width of each padded property. */
  readonly widths: readonly (number | undefined)[];
}

/** A property with leading zeros in a key template, created by {@link padded}. */
export interface Padded<Name extends string> {
  readonly name: Name;
  /** Number of digits. */
  readonly width: number;
}

/** The names in the slots of a key template, in order. */
type SlotNames<Slots extends readonly unknown[]> = {
  readonly [I in keyof Slots]: Slots[I] extends Padded<infer Name> ? Name : Slots[I];
};

/**
 * Declares the form of a key attribute: a text with the names of properties, in order of importance.
 *
 * For ``key`INVOICE#${padded('number', 8)}` `` the attribute of invoice 17 is `INVOICE#00000017`. A value cannot contain the
 * text that follows it, nor the last value the punctuation before it, so that each key has one reading.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it contains something other than names and `padded()`.
 */
export function key<const Slots extends readonly (string | Padded<string>)[]>(
  texts: TemplateStringsArray,
  ...properties: Slots
): KeyTemplate<SlotNames<Slots>> {
  const slots: readonly unknown[] = properties;
  const named = slots.map((slot) => (isRecord(slot) ? slot.name : slot));
  if (!Array.isArray(texts) || ![...texts, ...named].every((text) => typeof text === 'string')) {
    throw badDefinition(`a key template has texts, names and padded(): key\`CUSTOMER#\${'id'}\``);
  }
  return Object.freeze({
    [names]: named as readonly unknown[] as SlotNames<Slots>, // the names that the types of the arguments list
    texts: [...texts],
    widths: slots.map((slot) => (isRecord(slot) ? Number(slot.width) : undefined)),
  });
}

/**
 * Pads a property with leading zeros in a key template, so that texts sort as numbers. The attribute is stored as N; its
 * values are whole numbers from 0 to 10^width − 1, others are rejected before sending.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the width is not a whole number from 1 to 38.
 */
export function padded<const Name extends string>(name: Name, width: number): Padded<Name> {
  if (typeof name === 'string' && Number.isSafeInteger(width) && width >= 1 && width <= numberPrecision) {
    return Object.freeze({ name, width });
  }
  throw badDefinition(`padded() needs an attribute and 1 to ${numberPrecision} digits: padded('number', 8)`);
}

/** Returns whether a value was created by {@link key}. */
export function isKeyTemplate(value: unknown): value is KeyTemplate<readonly string[]> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, names);
}

/** Returns the names of the properties of a key template. */
export function namesOfTemplate<Names>(template: KeyTemplate<Names>): Names {
  return template[names];
}
