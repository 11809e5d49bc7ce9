/**
 * The adapter that sends requests for items without the AWS SDK: entry point `dynarepo/direct`.
 *
 * @packageDocumentation
 */
export { DirectDynamoDb } from './direct-dynamodb.ts';
export type { DirectDynamoDbSettings } from './direct-options.ts';
