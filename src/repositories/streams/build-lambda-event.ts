import { toPartArn, toTableArn } from '../../domain/arn.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { systemClock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import type { BuiltEvent, BuiltRecord } from './built-event.ts';
import { viewCheck } from './decode-options.ts';
import type { ItemChange } from './item-change.ts';
import { toLambdaImage } from './to-lambda-image.ts';

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
  at: 'object',
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
  if (!Array.isArray(changes) || !changes.every((change) => Object.hasOwn(Object(change), 'keys'))) {
    throw new DynarepoError('BAD_INPUT', 'lambdaEvent needs an array of inserted(), modified() and removed()');
  }
  return { Records: changes.map((change, index) => recordOf(change, index + 1, options)) };
}

function recordOf(
  { table, keys, old, new: now, expired }: ItemChange,
  number: number,
  options: LambdaEventOptions,
): BuiltRecord {
  const { view = 'NEW_AND_OLD_IMAGES', at, region = 'us-east-1', accountId = '000000000000' } = options;
  const newImage = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? now : undefined;
  const oldImage = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? old : undefined;
  const sizes = [keys, newImage, oldImage].map((item) => (item === undefined ? 0 : itemSizeBytes(item)));
  return {
    eventID: number.toString(16).padStart(32, '0'),
    eventName: old === undefined ? 'INSERT' : now === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: toPartArn(toTableArn({ region, accountId }, table), { kind: 'stream', name: label }),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((at?.getTime() ?? systemClock.nowMs()) / 1000),
      Keys: toLambdaImage(keys),
      ...(newImage && { NewImage: toLambdaImage(newImage) }),
      ...(oldImage && { OldImage: toLambdaImage(oldImage) }),
      SequenceNumber: `1${String(number).padStart(18, '0')}00`,
      SizeBytes: sizes.reduce((sum, size) => sum + size),
      StreamViewType: view,
    },
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}

/** The label in the ARN of the stream. */
const label = '2026-01-01T00:00:00.000';
