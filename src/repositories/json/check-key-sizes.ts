import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isPresent } from '../../domain/is-present.ts';
import { partitionKeyLimitBytes, sortKeyLimitBytes } from '../../domain/limits.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { valueSizeBytes } from '../../domain/values/size.ts';

/**
 * Checks the keys of an item: DynamoDB rejects the whole batch of one with a key that is too long.
 *
 * @throws DynarepoError - `BAD_INPUT`: a key of the table or an index is longer than DynamoDB allows.
 */
export function checkKeySizes(entity: AnyEntity, item: Item): void {
  const { key, indexes } = entity.tableDefinition;
  for (const [title, { partition, sort }] of [
    ['', key] as const,
    ...[...indexes.values()].map((index) => [` of ${index.name}`, index.key] as const),
  ]) {
    for (const [role, attributes, limit] of [
      ['partition', partition, partitionKeyLimitBytes],
      ['sort', sort, sortKeyLimitBytes],
    ] as const) {
      const values = attributes.map(({ name }) => attributeOf(item, name)).filter(isPresent);
      // DynamoDB counts no numbers.
      const bytes = values.reduce((sum, value) => sum + (value.N === undefined ? valueSizeBytes(value) : 0), 0);
      if (bytes <= limit) continue;
      const text = `the ${role} key${title} of ${nameOfItem(entity, item)} has ${bytes} bytes, but it can have at most ${limit}`;
      throw new DynarepoError('BAD_INPUT', text);
    }
  }
}
