import { toPartArn, toTableArn } from '../../domain/arn.ts';
import { isDate } from '../../domain/brands.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { systemClock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import type { BuiltEvent, BuiltRecord } from './built-event.ts';
import { viewCheck } from './decode-options.ts';
import type { ItemChange } from './item-change.ts';
import type { StreamRecord } from './stream-record.ts';
import { toLambdaRecord } from './to-lambda-record.ts';

/** Options of `lambdaEvent`. */
export interface LambdaEventOptions {
  /** Which images the records have. Default: `NEW_AND_OLD_IMAGES`. */
  readonly view?: StreamView | undefined;
  /** When the items changed. Default: now. */
  readonly at?: Date | undefined;
  /** Default: `us-east-1`. */
  readonly region?: string | undefined;
  /** Twelve digits. Default: `000000000000`. */
  readonly accountId?: string | undefined;
}

const optionNames: OptionNames<LambdaEventOptions> = {
  view: viewCheck,
  at: { expected: 'a valid Date', isValid: (value) => isDate(value) && !Number.isNaN(value.getTime()) },
  region: 'text',
  accountId: 'text',
};

/**
 * Builds an event as AWS Lambda passes it to a handler, for tests.
 *
 * ```ts
 * await handler(lambdaEvent([inserted(Customer, jane), removed(Customer, john, { expired: true })]));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: an option is invalid.
 */
export function lambdaEvent(changes: readonly ItemChange[], options: LambdaEventOptions = {}): BuiltEvent {
  checkOptions('lambdaEvent', options, optionNames);
  if (!Array.isArray(changes) || !changes.every((change) => isRecord(change) && isRecord(change.keys))) {
    throw new DynarepoError('BAD_INPUT', 'lambdaEvent needs an array of inserted(), modified() and removed()');
  }
  return { Records: changes.map((change, index) => recordOf(change, index + 1, options)) };
}

function recordOf(
  { table, keys, old, new: now, expired }: ItemChange,
  number: number,
  { view = 'NEW_AND_OLD_IMAGES', at, region = 'us-east-1', accountId = '000000000000' }: LambdaEventOptions,
): BuiltRecord {
  const NewImage = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? now : undefined;
  const OldImage = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? old : undefined;
  const record: StreamRecord = {
    eventID: number.toString(16).padStart(32, '0'),
    eventName: old === undefined ? 'INSERT' : now === undefined ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      ApproximateCreationDateTime: at ?? new Date(systemClock.nowMs()),
      Keys: keys,
      NewImage,
      OldImage,
      SequenceNumber: `1${String(number).padStart(18, '0')}00`,
      SizeBytes: itemSizeBytes(keys) + itemSizeBytes(NewImage ?? {}) + itemSizeBytes(OldImage ?? {}),
      StreamViewType: view,
    },
    ...(expired && { userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' } }),
  };
  const arn = toPartArn(toTableArn({ region, accountId }, table), { kind: 'stream', name: label });
  return toLambdaRecord(record, arn);
}

/** The label in the ARN of the stream. */
const label = '2026-01-01T00:00:00.000';
