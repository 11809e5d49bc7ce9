import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { DocumentPath } from '../../../../domain/expressions/tree.ts';
import { attributeOf } from '../../../../domain/values/attribute-value.ts';

/** Returns the value at a path in an item, or `undefined` if the path does not exist. */
export function storedValue(item: Item, { steps }: DocumentPath): AttributeValue | undefined {
  let value = attributeOf(item, String(steps[0]));
  for (let depth = 1; depth < steps.length && value !== undefined; depth += 1) {
    const step = steps[depth];
    if (typeof step === 'number') value = value.L?.[step];
    else value = value.M && attributeOf(value.M, String(step));
  }
  return value;
}
