import type { CalledEntity, Input, Item, OperationName } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem } from '../../domain/entity/entity-codec.ts';
import { itemsOf } from '../../domain/requests/items-of.ts';
import { copyData } from './copy-data.ts';

/** Returns the known keys of the items in a request: as properties of their entities, or as they are. */
export function keysOf(
  operation: OperationName,
  input: Input<OperationName>,
  entities: readonly CalledEntity[] = [],
): readonly object[] {
  return itemsOf(operation, input).flatMap(({ key, item = key }, index) => {
    const entity = entities[index];
    // Of a repository's items, only those that hold unique values have no entity.
    if (entity === undefined && entities.length > 0) return [];
    const found = entity !== undefined && item !== undefined ? keyOf(entity, item) : key && copyData(key);
    return found === undefined ? [] : [found];
  });
}

function keyOf(entity: CalledEntity, item: Item): object {
  // Repositories pass whole entities; the port, which entities are built on, declares two of their members.
  const whole = entity as AnyEntity;
  return decodeItem(whole, item, new Set(whole.keyNames));
}
