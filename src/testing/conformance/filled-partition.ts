import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext } from './conformance-test.ts';

/** Puts items without a partition key into a new partition and returns its partition key value. */
export async function filledPartition(
  { db, newKey }: ConformanceContext,
  TableName: string,
  items: readonly Item[],
): Promise<{ S: string }> {
  const pk = { S: newKey() };
  await Promise.all(items.map((item) => db.execute('PutItem', { TableName, Item: { pk, ...item } })));
  return pk;
}

/** Returns a strongly consistent query for a whole partition. */
export function partitionQuery(TableName: string, pk: { S: string }): Input<'Query'> {
  return {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
}
