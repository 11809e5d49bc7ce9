/**
 * Changes of entities as typed records, from DynamoDB Streams and from Lambda events: entry point `dynarepo/streams`.
 *
 * @packageDocumentation
 */
export { type LambdaEventOptions, lambdaEvent } from './build-lambda-event.ts';
export type { BuiltEvent, BuiltRecord } from './built-event.ts';
export type { ChangeDetails, ChangeOf, Inserted, Modified, Positioned, Removed } from './change.ts';
export { type Changes, changes } from './changes.ts';
export type { ChangesOptions } from './changes-options.ts';
export type { DecodeChangeOptions } from './decode-options.ts';
export { type DescribedChange, describeChange } from './describe-change.ts';
export { fromLambdaEvent } from './from-lambda-event.ts';
export { type ItemChange, inserted, modified, removed } from './item-change.ts';
export type {
  LambdaImage,
  LambdaStreamChange,
  LambdaStreamEvent,
  LambdaStreamRecord,
  LambdaValue,
} from './lambda-event.ts';
export { type LambdaBatchResponse, type LambdaHandlerOptions, lambdaHandler } from './lambda-handler.ts';
export type { ChangePage } from './read-changes.ts';
export { type LambdaEventsOptions, lambdaEvents } from './read-lambda-events.ts';
export type { OnLost } from './stream-reader.ts';
export type { StreamRecord } from './stream-record.ts';
export { type TailOptions, tail } from './tail.ts';
