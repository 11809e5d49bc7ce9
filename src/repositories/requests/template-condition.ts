import type { Item } from '../../domain/dynamodb.ts';
import { stringCodec } from '../../domain/entity/codecs/scalar-codecs.ts';
import type { TemplatePart } from '../../domain/entity/keys/key-part.ts';
import { inCase, isMadeBy, slotText, type TemplateSlot } from '../../domain/entity/keys/text-template.ts';
import { badInput, type ValueLocation } from '../../domain/entity/value-location.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { SortCondition } from '../../domain/expressions/sort-condition.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { compareStrings } from '../../domain/values/order.ts';
import { successorOfPrefix } from '../../domain/values/successor.ts';

/** The values of a property that a condition allows, as texts in DynamoDB's order. */
interface ValueRange {
  /** Inclusive. */
  readonly lower?: string;
  /** Inclusive. */
  readonly upper?: string;
  /** The bound that is not part of the range. */
  readonly excluded?: string;
  readonly prefix?: string;
}

/** A condition on one property of a key template, whose preceding properties have values. */
export interface TemplateCondition {
  readonly part: TemplatePart;
  readonly slot: TemplateSlot;
  /** The position of the slot in the template. */
  readonly index: number;
  /** The text before its value. */
  readonly start: string;
  readonly condition: SortCondition<unknown>;
  readonly location: ValueLocation;
}

/** What a query needs for a condition on a property of a key template. */
export interface TemplateRange {
  /** The condition on the key attribute; it stays within the text before the property's value. `undefined`: all texts. */
  readonly condition: Condition | undefined;
  /** Returns whether an item meets the condition exactly: DynamoDB has no exclusive bounds on both sides of a range. */
  readonly matches: (item: Item) => boolean;
}

/**
 * Returns the condition on a key attribute that a condition on one of its properties implies.
 *
 * @throws DynarepoError - `BAD_INPUT`: an operand is invalid.
 */
export function templateRange({ part, index, slot, start, condition, location }: TemplateCondition): TemplateRange {
  const range = toRange(slot, condition, location);
  const isLast = index + 1 === part.template.slots.length && part.template.end === '';
  return {
    condition:
      range.prefix === undefined
        ? boundsCondition(part.name, start, { slot, range, isLast })
        : prefixCondition(part.name, start + range.prefix),
    matches(item) {
      const stored = attributeOf(item, part.name)?.S;
      return isMadeBy(part.template, stored, (each, text) => each !== slot || isInRange(range, text));
    },
  };
}

/** Returns the condition that a text begins with a prefix; `undefined` for the empty one. */
export function prefixCondition(name: string, prefix: string): Condition | undefined {
  if (prefix === '') return undefined;
  return { kind: 'begins_with', operand: path(name), prefix: { kind: 'value', value: { S: prefix } } };
}

function toRange(slot: TemplateSlot, condition: SortCondition<unknown>, location: ValueLocation): ValueRange {
  const { codec } = slot.field;
  const textOf = (value: unknown) => {
    if (codec.type === 'N' && slot.width === undefined) {
      throw badInput(
        location,
        'has no leading zeros in the key, which sorts it as text: this condition needs padded()',
      );
    }
    const stored = (codec.encodeOperand ?? codec.encode)(value, location);
    return slotText({ ...slot, separator: undefined }, stored, location);
  };
  switch (condition.kind) {
    case 'begins_with': {
      if (codec.type !== 'S')
        throw badInput(location, `is stored as ${codec.type}, which this condition does not support`);
      return { prefix: inCase(slot.text, stringCodec.encode(condition.prefix, location)?.S ?? '') };
    }
    case 'between':
      return { lower: textOf(condition.lower), upper: textOf(condition.upper) };
    case 'comparison': {
      const text = textOf(condition.value);
      const bound = condition.comparator.startsWith('<') ? { upper: text } : { lower: text };
      return condition.comparator.endsWith('=') ? bound : { ...bound, excluded: text };
    }
    default:
      return condition satisfies never;
  }
}

function isInRange({ lower, upper, excluded, prefix = '' }: ValueRange, text: string): boolean {
  if (text === excluded || !text.startsWith(prefix)) return false;
  if (lower !== undefined && compareStrings(text, lower) < 0) return false;
  return upper === undefined || compareStrings(text, upper) <= 0;
}

/** The property that a condition is about. */
interface RangeOfSlot {
  readonly slot: TemplateSlot;
  readonly range: ValueRange;
  /** Whether the text ends with its value. */
  readonly isLast: boolean;
}

function boundsCondition(name: string, start: string, of: RangeOfSlot): Condition | undefined {
  const [lower, upper] = [lowerBound(start, of), upperBound(start, of)];
  const operand = path(name);
  const toValue = (text: string) => ({ kind: 'value', value: { S: text } }) as const;
  if (lower !== '' && upper !== undefined) {
    return { kind: 'between', operand, lower: toValue(lower), upper: toValue(upper) };
  }
  if (upper !== undefined) return { kind: 'comparison', comparator: '<=', left: operand, right: toValue(upper) };
  return lower === '' ? undefined : { kind: 'comparison', comparator: '>=', left: operand, right: toValue(lower) };
}

/** Returns a text that no text of a value in the range is less than. */
function lowerBound(start: string, { range: { lower = '', excluded }, isLast }: RangeOfSlot): string {
  // Before the text that follows it, the value of the bound itself is not the least one: "a!#" is less than "a#".
  return start + lower + (isLast && excluded === lower ? '\u0000' : '');
}

/** Returns a text that no text of a value in the range is greater than; `undefined` if there is none. */
function upperBound(start: string, { slot, range: { upper }, isLast }: RangeOfSlot): string | undefined {
  if (upper === undefined) return successorOfPrefix(start);
  if (isLast) return start + upper;
  // A value that `upper` begins with is not greater, but the text after it can be.
  const characters = slot.width === undefined ? [...upper] : [upper];
  return characters
    .map((_, index) => successorOfPrefix(start + characters.slice(0, index + 1).join('') + slot.after))
    .reduce(greaterOf);
}

function greaterOf(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return undefined;
  return compareStrings(left, right) > 0 ? left : right;
}
