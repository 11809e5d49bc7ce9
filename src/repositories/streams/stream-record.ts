import type { Output } from '../../domain/dynamodb.ts';

/** A record as DynamoDB Streams returns it. */
export type StreamRecord = NonNullable<Output<'GetRecords'>['Records']>[number];
