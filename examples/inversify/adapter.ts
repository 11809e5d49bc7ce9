import type { DynamoDb } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';

// The only line that selects the adapter; for AWS: (): DynamoDb => new AwsDynamoDb({ region: 'eu-west-1' })
export const createDynamoDb = (): DynamoDb => new MemoryDynamoDb();
