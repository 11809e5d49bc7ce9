import { MemoryDynamoDb } from 'dynarepo/memory';

/** The indexes of the table `things`: their partition and sort keys, and all attributes that they project of its items. */
export const indexes = {
  all: { keys: ['colour', 'size'], projected: ['pk', 'sk', 'colour', 'size', 'title', 'extra'] },
  keys: { keys: ['size', 'colour'], projected: ['pk', 'sk', 'colour', 'size'] },
  local: { keys: ['pk', 'size'], projected: ['pk', 'sk', 'size', 'title'] },
} as const;

/**
 * Opens a database with a table `things` with those indexes; its keys `pk` and `sk` are strings, `size` is a number.
 */
export async function openThings(): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  const keySchema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const types = { pk: 'S', sk: 'S', colour: 'S', size: 'N' } as const;
  await db.execute('CreateTable', {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'all', KeySchema: keySchema(...indexes.all.keys), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'keys', KeySchema: keySchema(...indexes.keys.keys), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'local',
        KeySchema: keySchema(...indexes.local.keys),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
      },
    ],
  });
  return db;
}
