import type { AttributeValue } from '../dynamodb.ts';
import { attributeOf } from '../values/attribute-value.ts';
import { type ReadableItem, readAttribute } from '../values/readable-item.ts';
import type { DocumentPath } from './tree.ts';

/** Returns the value at a path in an item, or `undefined` if the path does not exist. */
export function storedValue(item: ReadableItem, { steps }: DocumentPath): AttributeValue | undefined {
  let value = readAttribute(item, String(steps[0]));
  for (let depth = 1; depth < steps.length && value !== undefined; depth += 1) {
    const step = steps[depth];
    if (typeof step === 'number') value = value.L?.[step];
    else value = value.M && attributeOf(value.M, String(step));
  }
  return value;
}
