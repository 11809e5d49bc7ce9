export {
  type DynamoDbLocal,
  type DynamoDbLocalOptions,
  dynamoDbLocalImage,
  startDynamoDbLocal,
} from './dynamodb-local.ts';
