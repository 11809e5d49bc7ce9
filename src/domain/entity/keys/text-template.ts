import type { AttributeValue } from '../../dynamodb.ts';
import { parseNumber } from '../../values/decimal.ts';
import type { Field } from '../fields.ts';
import { badInput, type ValueLocation } from '../value-location.ts';
import { type KeyTemplate, namesOfTemplate, type SlotForm } from './key-template.ts';

/** How properties make a text, and back. */
export interface TextTemplate {
  readonly slots: readonly TemplateSlot[];
  /** The text after the last property. */
  readonly end: string;
}

/** One property in a text. */
export interface TemplateSlot extends SlotForm {
  readonly field: Field;
  /** The text before the value. */
  readonly before: string;
  /** The text after the value, up to the next one. */
  readonly after: string;
  /** The text that the value cannot contain. */
  readonly separator: string | undefined;
}

/** Returns the model of a checked template. */
export function toTextTemplate(
  template: KeyTemplate<readonly string[]>,
  fieldNamed: (name: string) => Field,
): TextTemplate {
  const { texts, forms } = template;
  const slots = namesOfTemplate(template).map((name, index): TemplateSlot => {
    const [before = '', after = '', { width, text } = {}] = [texts[index], texts[index + 1], forms[index]];
    // A text that continues the punctuation before the last value belongs to the longer key of another entity.
    const continued = text === undefined ? new RegExp(lastPunctuation, 'u').exec(before)?.[0] : undefined;
    const separator = width === undefined ? after || continued : undefined;
    return { field: fieldNamed(name), before, after, width, text, separator };
  });
  return { slots, end: texts.at(-1) ?? '' };
}

/** Not a literal, for which V8 would list all letters when it reads this file. */
const lastPunctuation = '[^\\p{L}\\p{N}]$';

/**
 * Returns a value as it occurs in the text.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is empty, contains the separator, or is not a number that can be padded.
 */
export function slotText(
  { width, text: form, separator }: TemplateSlot,
  value: AttributeValue | undefined,
  location: ValueLocation,
): string {
  const text = inCase(form, value?.S ?? value?.N ?? '');
  if (width !== undefined) {
    if (/^[0-9]+$/.test(text) && text.length <= width) return text.padStart(width, '0');
    throw badInput(location, `is ${text}, but its key has ${width} digits for it: a whole number from 0`);
  }
  if (text === '') throw badInput(location, 'is part of the key, but is empty');
  if (separator !== undefined && `${text}${separator}`.indexOf(separator) < text.length) {
    throw badInput(location, `contains ${JSON.stringify(separator)}, which ends its value in the key`);
  }
  return text;
}

/**
 * Returns whether a template can have made a stored text, which can have any form.
 *
 * @param visit - is called with each value; rejects it by `false`.
 */
export function isMadeBy(
  { slots, end }: TextTemplate,
  text: unknown,
  visit?: (slot: TemplateSlot, value: string) => unknown,
): boolean {
  if (typeof text !== 'string') return false;
  let position = 0;
  for (const slot of slots) {
    if (!text.startsWith(slot.before, position)) return false;
    position += slot.before.length;
    const value = text.slice(position, endOfValue(slot, text, position));
    if (!isSlotText(slot, value) || visit?.(slot, value) === false) return false;
    position += value.length;
  }
  return end === text.slice(position);
}

/** Returns a text in the letter case of a slot. */
export function inCase(form: SlotForm['text'], text: string): string {
  if (form === 'lower') return text.toLowerCase();
  return form === 'upper' ? text.toUpperCase() : text;
}

/** Returns the attribute value of a text in a slot. */
export function slotValue({ field, width }: TemplateSlot, text: string): AttributeValue {
  if (field.codec.type !== 'N') return { S: text };
  return { N: width === undefined ? text : text.replace(/^0+(?=[0-9])/, '') };
}

function endOfValue({ width, after }: TemplateSlot, text: string, start: number): number {
  if (width !== undefined) return start + width;
  const end = after === '' ? -1 : text.indexOf(after, start);
  return end === -1 ? text.length : end;
}

function isSlotText({ field, width, text: form, separator }: TemplateSlot, text: string): boolean {
  if (width !== undefined) return text.length === width && /^[0-9]+$/.test(text);
  if (text === '' || text !== inCase(form, text) || (separator !== undefined && text.includes(separator))) return false;
  return field.codec.type !== 'N' || parseNumber(text).text === text;
}
