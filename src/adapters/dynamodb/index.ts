/**
 * The adapter over the AWS SDK: entry point `dynarepo/dynamodb`.
 *
 * @packageDocumentation
 */
export { AwsDynamoDb, type AwsDynamoDbOptions } from './aws-dynamodb.ts';
export type { AwsDynamoDbClients, AwsDynamoDbSettings } from './clients.ts';
