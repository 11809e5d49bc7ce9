import { tableInArn } from '../../domain/arn.ts';
import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions } from '../../domain/options.ts';
import type { ChangeOf } from './change.ts';
import { type AnyChange, changeDecoder } from './change-decoder.ts';
import { type DecodeChangeOptions, decodeOptionNames } from './decode-options.ts';
import { type EntitiesByTable, entitiesByTable } from './entities-by-table.ts';
import type { LambdaStreamEvent, LambdaStreamRecord } from './lambda-event.ts';
import { fromLambdaImage } from './lambda-image.ts';
import type { StreamRecord } from './stream-record.ts';

/**
 * Returns the changes in an event of a Lambda function, in their order.
 *
 * Records are assigned to entities by the table in the ARN of their stream. If all entities are in one table, its name may differ
 * from that in the ARN.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not such an event, the records lack images that the changes need, or they are of a
 * table of none of the entities and there is no `onOther`.
 * @throws StoredValueError - an image does not match the entity definition; see `onUnreadable`.
 */
export function fromLambdaEvent<Member extends AnyEntity, View extends StreamView = 'NEW_AND_OLD_IMAGES'>(
  event: LambdaStreamEvent,
  entities: readonly Member[],
  options: DecodeChangeOptions<View> = {},
): ChangeOf<Member, View>[] {
  checkOptions('fromLambdaEvent', options, decodeOptionNames);
  const decode = lambdaRecordDecoder('fromLambdaEvent', entities, options);
  const changes = recordsOf(event).flatMap((record) => decode(record) ?? []);
  return changes as ChangeOf<Member, View>[]; // decoded with the definitions that the types come from
}

/** Returns the records of an event. */
export function recordsOf(event: LambdaStreamEvent): readonly LambdaStreamRecord[] {
  if (isRecord(event) && Array.isArray(event.Records)) return event.Records;
  throw new DynarepoError('BAD_INPUT', 'the event has no Records: it is not one of a stream');
}

/** Returns the decoder of the records of events. */
export function lambdaRecordDecoder(
  owner: string,
  entities: readonly AnyEntity[],
  options: DecodeChangeOptions,
): (record: LambdaStreamRecord) => AnyChange | undefined {
  const tables = entitiesByTable(owner, entities, options.table);
  const decode = changeDecoder(tables, options);
  return (record) => decode(toStreamRecord(record), tableOf(record, tables, options));
}

/** Returns the name of the entities' table that a record is of. */
function tableOf(
  { eventSourceARN }: LambdaStreamRecord,
  tables: EntitiesByTable,
  { onOther }: DecodeChangeOptions,
): string {
  const table = typeof eventSourceARN === 'string' ? tableInArn(eventSourceARN) : undefined;
  if (table !== undefined && tables.has(table)) return table;
  const [only = '', ...others] = tables.keys();
  if (others.length === 0) return only;
  if (onOther !== undefined) return '';
  const names = [only, ...others].join(', ');
  throw new DynarepoError('BAD_INPUT', `a record is of table ${table}, but the entities are in ${names}`);
}

/** Returns a record as the API has it. */
function toStreamRecord(record: LambdaStreamRecord): StreamRecord {
  const { dynamodb, userIdentity } = isRecord(record) ? (record as LambdaStreamRecord) : {};
  if (!isRecord(dynamodb)) throw new DynarepoError('BAD_INPUT', 'a record of the event is not one of a stream');
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime: seconds } = dynamodb;
  const identity: Readonly<Record<string, unknown>> = isRecord(userIdentity) ? userIdentity : {};
  return {
    ...record,
    dynamodb: {
      ...dynamodb,
      Keys: imageOf(Keys),
      NewImage: imageOf(NewImage),
      OldImage: imageOf(OldImage),
      ApproximateCreationDateTime: timeOf(seconds),
    },
    userIdentity: {
      PrincipalId: identity.principalId ?? identity.PrincipalId,
      Type: identity.type ?? identity.Type,
    },
  } as StreamRecord; // names and texts are checked where they are used
}

function timeOf(seconds: unknown): Date | undefined {
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function imageOf(image: unknown): Item | undefined {
  return isRecord(image) ? fromLambdaImage(image) : undefined;
}
