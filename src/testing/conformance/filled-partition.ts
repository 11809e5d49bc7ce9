import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext } from './conformance-test.ts';

/** Puts items, which need not hold the partition key, into a partition of their own; gives back its key value. */
export async function filledPartition(
  { db, newKey }: ConformanceContext,
  TableName: string,
  items: readonly Item[],
): Promise<{ S: string }> {
  const pk = { S: newKey() };
  await Promise.all(items.map((item) => db.execute('PutItem', { TableName, Item: { pk, ...item } })));
  return pk;
}

/** A consistent query for a whole partition. */
export function partitionQuery(TableName: string, pk: { S: string }): Input<'Query'> {
  return {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
}
