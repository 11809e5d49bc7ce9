import type { AttributeValue, Item } from '../dynamodb.ts';
import { attributeOf, isKeyValue } from '../values/attribute-value.ts';
import { readableJson, readableValue } from '../values/readable-value.ts';
import type { AnyEntity } from './entity.ts';
import { withKeyProperties } from './keys/decode-key.ts';

/** Formats the entity's name and an item's primary key for messages: `User { lastName: "Smith", firstName: "Jane" }`. */
export function nameOfItem(entity: AnyEntity, item: Item): string {
  const complete = withKeyProperties(entity.keys.composedKey, item);
  const entries = entity.keyNames.flatMap((name) => {
    const value = attributeOf(complete, entity.fields.get(name)?.attributeName ?? name);
    return value === undefined ? [] : [`${name}: ${readableKey(value)}`];
  });
  return `${entity.name} { ${entries.join(', ')} }`;
}

function readableKey(value: AttributeValue): string {
  return isKeyValue(value) ? readableValue(value) : readableJson(value);
}
