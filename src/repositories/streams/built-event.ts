import type { StreamView } from '../../domain/entity/table.ts';
import type { LambdaImage } from './lambda-event.ts';

/** An event of `lambdaEvent` or `lambdaEvents`; assignable to `DynamoDBStreamEvent` of `@types/aws-lambda`. */
export interface BuiltEvent {
  Records: BuiltRecord[];
}

/** A record of the event. */
export interface BuiltRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
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
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
}
