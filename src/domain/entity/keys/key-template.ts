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
  /** The form of each property. */
  readonly forms: readonly SlotForm[];
}

/** The form of a property in a key template. Default: its text, without the punctuation before it. */
export interface SlotForm {
  /** Number of digits, with leading zeros. */
  readonly width?: number | undefined;
  /** Any text, in the letter case of the property, or in lower or upper case. */
  readonly text?: 'same' | 'lower' | 'upper' | undefined;
}

/** A property with its form in a key template, created by {@link padded} or {@link textOf}. */
export interface KeySlot<Name extends string> extends SlotForm {
  /** The property. */
  readonly name: Name;
}

/** Options of {@link textOf}. */
export interface TextOptions {
  /** The letter case in the key; the property keeps its own. Default: that of the property. */
  readonly case?: 'lower' | 'upper' | undefined;
}

/** The names in the slots of a key template, in order. */
type SlotNames<Slots extends readonly unknown[]> = {
  readonly [I in keyof Slots]: Slots[I] extends KeySlot<infer Name> ? Name : Slots[I];
};

/**
 * Declares the form of a key attribute: a text with the names of properties, in order of importance.
 *
 * For ``key`INVOICE#${padded('number', 8)}` `` the attribute of invoice 17 is `INVOICE#00000017`. A value cannot contain the
 * text that follows it, nor the last value the punctuation before it, so that each key has one reading.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it contains something other than names, `padded()` and `textOf()`.
 */
export function key<const Slots extends readonly (string | KeySlot<string>)[]>(
  texts: TemplateStringsArray,
  ...properties: Slots
): KeyTemplate<SlotNames<Slots>> {
  const slots: readonly unknown[] = properties;
  const named = slots.map((slot) => (isRecord(slot) ? slot.name : slot));
  if (!Array.isArray(texts) || ![...texts, ...named].every((text) => typeof text === 'string')) {
    throw badDefinition(`a key template has texts, names, padded() and textOf(): key\`CUSTOMER#\${'id'}\``);
  }
  return Object.freeze({
    [names]: named as readonly unknown[] as SlotNames<Slots>, // the names that the types of the arguments list
    texts: [...texts],
    forms: slots.map((slot) => (isRecord(slot) ? slot : {})),
  });
}

/**
 * Pads a property with leading zeros in a key template, so that texts sort as numbers. The attribute is stored as N; its
 * values are whole numbers from 0 to 10^width − 1, others are rejected before sending.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the width is not a whole number from 1 to 38.
 */
export function padded<const Name extends string>(name: Name, width: number): KeySlot<Name> {
  if (typeof name === 'string' && Number.isSafeInteger(width) && width >= 1 && width <= numberPrecision) {
    return Object.freeze({ name, width });
  }
  throw badDefinition(`padded() needs an attribute and 1 to ${numberPrecision} digits: padded('number', 8)`);
}

/**
 * Puts the text of a property into a key template as other libraries write it: any characters, also the punctuation before it,
 * and numbers without leading zeros, which a query finds by their values only. A property that is read from a key alone, as in an
 * index that projects only keys, has the letter case of the key.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the options are invalid.
 */
export function textOf<const Name extends string>(name: Name, options: TextOptions = {}): KeySlot<Name> {
  const { case: letterCase, ...others } = isRecord(options) ? options : { case: options };
  const isKnown = letterCase === undefined || letterCase === 'lower' || letterCase === 'upper';
  if (typeof name === 'string' && isKnown && Object.keys(others).length === 0) {
    return Object.freeze({ name, text: letterCase ?? 'same' });
  }
  throw badDefinition(`textOf() needs an attribute, and as case 'lower' or 'upper': textOf('id', { case: 'lower' })`);
}

/** Returns whether a value was created by {@link key}. */
export function isKeyTemplate(value: unknown): value is KeyTemplate<readonly string[]> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, names);
}

/** Returns the names of the properties of a key template. */
export function namesOfTemplate<Names>(template: KeyTemplate<Names>): Names {
  return template[names];
}
