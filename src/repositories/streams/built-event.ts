import type { StreamView } from '../../domain/entity/table.ts';
import type { LambdaImage } from './lambda-event.ts';

/** An event of `lambdaEvent` or `lambdaEvents`; assignable to `DynamoDBStreamEvent` of `@types/aws-lambda`. */
export interface BuiltEvent {
  /** The records, in order. */
  Records: BuiltRecord[];
}

/** A record of the event. */
export interface BuiltRecord {
  /** A unique id. */
  eventID: string;
  /** The kind of change. */
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** The version of the format. */
  eventVersion: '1.1';
  /** The service. */
  eventSource: 'aws:dynamodb';
  /** The Region of the table. */
  awsRegion: string;
  /** The ARN of the stream, which contains the table's name. */
  eventSourceARN: string;
  /** The change. */
  dynamodb: {
    /** Whole seconds since 1970-01-01 UTC. */
    ApproximateCreationDateTime: number;
    Keys: LambdaImage;
    NewImage?: LambdaImage;
    OldImage?: LambdaImage;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: StreamView;
  };
  /** The service, for an item that it deleted because its time to live had passed. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
}
