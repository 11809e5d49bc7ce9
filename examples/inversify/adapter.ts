import type { DynamoDb } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';

// The one line that swaps adapters; on AWS it is: (): DynamoDb => new AwsDynamoDb({ region: 'eu-west-1' })
export const createDynamoDb = (): DynamoDb => new MemoryDynamoDb();
