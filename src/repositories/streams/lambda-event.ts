/**
 * The event that AWS Lambda passes to a handler for records of DynamoDB Streams. `DynamoDBStreamEvent` of `@types/aws-lambda` is
 * assignable to it.
 */
export interface LambdaStreamEvent {
  /** The records, in order. */
  readonly Records: readonly LambdaStreamRecord[];
}

/** A record of the event. Images differ from those of the API: binary values are base64 text. */
export interface LambdaStreamRecord {
  /** A unique id. */
  readonly eventID?: string | undefined;
  /** `INSERT`, `MODIFY` or `REMOVE`. */
  readonly eventName?: string | undefined;
  /** The version of the format. */
  readonly eventVersion?: string | undefined;
  /** `aws:dynamodb`. */
  readonly eventSource?: string | undefined;
  /** The Region of the table. */
  readonly awsRegion?: string | undefined;
  /** The ARN of the stream, which contains the table's name. */
  readonly eventSourceARN?: string | undefined;
  /** The change. */
  readonly dynamodb?: LambdaStreamChange | undefined;
  /** `{ type: 'Service', principalId: 'dynamodb.amazonaws.com' }` for an item whose time to live has passed. */
  readonly userIdentity?: unknown;
}

/** The change in a record of the event. */
export interface LambdaStreamChange {
  /** Seconds since 1970-01-01 UTC. */
  readonly ApproximateCreationDateTime?: number | undefined;
  /** The key of the item. */
  readonly Keys?: object | undefined;
  /** The item after the change, if the stream has it. */
  readonly NewImage?: object | undefined;
  /** The item before the change, if the stream has it. */
  readonly OldImage?: object | undefined;
  /** The position in the shard. */
  readonly SequenceNumber?: string | undefined;
  /** The size of the record in bytes. */
  readonly SizeBytes?: number | undefined;
  /** Which images the stream has. */
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
