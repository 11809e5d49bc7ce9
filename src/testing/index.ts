export { type ConformanceContextOptions, conformanceContext } from './conformance/conformance-context.ts';
export { conformanceSuites } from './conformance/conformance-suites.ts';
export type {
  ConformanceCapabilities,
  ConformanceContext,
  ConformanceSuite,
  ConformanceTest,
} from './conformance/conformance-test.ts';
export { ConformanceFailure } from './conformance/expect.ts';
export type { TableShape } from './conformance/table-shapes.ts';
export {
  type DynamoDbLocal,
  type DynamoDbLocalOptions,
  dynamoDbLocalImage,
  startDynamoDbLocal,
} from './dynamodb-local.ts';
