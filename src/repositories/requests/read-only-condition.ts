import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { and, or } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';

/** Returns the condition that read-only attributes are stored as in an item to write, or not at all. */
export function readOnlyCondition(readOnly: readonly Field[], item: Item): Condition | undefined {
  const written = readOnly.filter(({ isHidden, attributeName }) => !isHidden || attributeOf(item, attributeName));
  return and(...written.map((field) => storedAs(field, attributeOf(item, field.attributeName), { orAbsent: true })));
}

/** Returns the condition that an attribute has a value; without one, that it is absent. */
export function storedAs(
  { attributeName }: Field,
  value: AttributeValue | undefined,
  { orAbsent }: { readonly orAbsent: boolean },
): Condition | undefined {
  const left = path(attributeName);
  const absent: Condition = { kind: 'attribute_not_exists', path: left };
  if (value === undefined) return absent;
  const equal: Condition = { kind: 'comparison', comparator: '=', left, right: { kind: 'value', value } };
  return orAbsent ? or(equal, absent) : equal;
}
