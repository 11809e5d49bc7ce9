/**
 * The event that AWS Lambda passes to a handler for records of DynamoDB Streams. `DynamoDBStreamEvent` of `@types/aws-lambda` is
 * assignable to it.
 */
export interface LambdaStreamEvent {
  readonly Records: readonly LambdaStreamRecord[];
}

/** A record of the event. Images differ from those of the API: binary values are base64 text. */
export interface LambdaStreamRecord {
  readonly eventID?: string | undefined;
  readonly eventName?: string | undefined;
  readonly eventVersion?: string | undefined;
  readonly eventSource?: string | undefined;
  readonly awsRegion?: string | undefined;
  /** The ARN of the stream, which contains the table's name. */
  readonly eventSourceARN?: string | undefined;
  readonly dynamodb?: LambdaStreamChange | undefined;
  /** `{ type: 'Service', principalId: 'dynamodb.amazonaws.com' }` for an item whose time to live has passed. */
  readonly userIdentity?: unknown;
}

/** The change in a record of the event. */
export interface LambdaStreamChange {
  /** Seconds since 1970-01-01 UTC. */
  readonly ApproximateCreationDateTime?: number | undefined;
  readonly Keys?: object | undefined;
  readonly NewImage?: object | undefined;
  readonly OldImage?: object | undefined;
  readonly SequenceNumber?: string | undefined;
  readonly SizeBytes?: number | undefined;
  readonly StreamViewType?: string | undefined;
}

/** An attribute value in the event of a Lambda function: binary values are base64 text. */
export type LambdaValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: LambdaValue[] }
  | { M: LambdaImage };

/** An item or key in the event. */
export interface LambdaImage {
  [name: string]: LambdaValue;
}
