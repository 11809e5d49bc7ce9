import { ServiceError } from '../../../domain/errors.ts';
import { longTime } from './long-time.ts';
import { invalidParameter, limitExceeded, validationError } from './validation-errors.ts';

/** The texts that the service reports for throughput settings: provisioned, on-demand and warm. */

/** A direction of throughput, as texts of the service name it. */
export type Direction = 'Read' | 'Write';

/** Provisioned throughput in UpdateTable. */
export const provisionedErrors = {
  onDemand: (): ServiceError =>
    invalidParameter('ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST'),
  missing: (): ServiceError =>
    invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED'),
  missingForIndexes: (indexes: readonly string[]): ServiceError =>
    invalidParameter(`ProvisionedThroughput must be specified for index: ${indexes.join(',')}`),
  missingForIndex: (index: string): ServiceError =>
    invalidParameter(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${index}`),
  indexOnDemand: (index: string): ServiceError =>
    invalidParameter(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    ),
  indexUpdateOnDemand: (index: string): ServiceError =>
    invalidParameter(
      `The only Updates for index: ${index} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    ),
  unchanged: ({ index, read, write }: { index: string | undefined; read: number; write: number }): ServiceError => {
    const [the, subject] = index === undefined ? ['the table', 'the table'] : [`the index ${index}`, `index ${index}`];
    return validationError(
      `The provisioned throughput for ${the} will not change. The requested value equals the current value. ` +
        `Current ReadCapacityUnits provisioned for ${subject}: ${read}. Requested ReadCapacityUnits: ${read}. ` +
        `Current WriteCapacityUnits provisioned for ${subject}: ${write}. Requested WriteCapacityUnits: ${write}. ` +
        howToRequest,
    );
  },
  tooManyDecreases: (decreases: number, lastMs: number, nextMs: number): ServiceError =>
    limitExceeded(
      'Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. ' +
        `Number of decreases today: ${decreases}. Last decrease at ${longTime(lastMs)}. Next decrease can be made at ${longTime(nextMs)}`,
    ),
  aboveMaximum: (direction: Direction, units: number, { index, region, maximum }: Quota): ServiceError => {
    const [subject, kind] = index === undefined ? ['', 'table'] : [`for index ${index}, `, 'index'];
    return new ServiceError(
      'LimitExceededException',
      `The requested ${direction}CapacityUnits, ${subject}${units}, is above the per ${kind} maximum for the account in ${region}. ` +
        `Per ${kind} maximum: ${maximum}. ${howToRequest}`,
    );
  },
  aboveAccountMaximum: (
    direction: Direction,
    requested: number,
    { region, maximum, reserved }: AccountQuota,
  ): ServiceError =>
    new ServiceError(
      'LimitExceededException',
      `This request would have caused the ${direction}CapacityUnits limit to be exceeded for the account in ${region}. ` +
        `Current ${direction}CapacityUnits reserved by the account: ${reserved}. Limit: ${maximum}. Requested: ${requested}. ${howToRequest}`,
    ),
};

/** On-demand maximum throughput. */
export const maximumErrors = {
  // CreateTable's text ends with a full stop, UpdateTable's doesn't (api §1.2).
  provisioned: (direction: Direction, operation: 'create' | 'update'): ServiceError =>
    invalidParameter(
      `Max${direction}RequestUnits for OnDemandThroughput cannot be specified when ` +
        (operation === 'create' ? 'table BillingMode is PROVISIONED.' : 'the table BillingMode is PROVISIONED'),
    ),
  outOfRange: (direction: Direction, index: string | undefined): ServiceError =>
    invalidParameter(
      `Requested Max${direction}RequestUnits for OnDemandThroughput for ${index === undefined ? 'table' : `index : ${index}`} is outside of valid range`,
    ),
};

/** Warm throughput. */
export const warmThroughputErrors = {
  decreased: (direction: Direction, index: string | undefined): ServiceError =>
    tooLow(direction, index, 'current WarmThroughput, decreasing WarmThroughput is not supported'),
  belowInitial: (direction: Direction, index: string | undefined): ServiceError =>
    tooLow(direction, index, 'initial throughput for OnDemand'),
  belowCapacity: (direction: Direction, index: string | undefined): ServiceError =>
    tooLow(direction, index, `${direction}CapacityUnits of ProvisionedThroughput`),
};

function tooLow(direction: Direction, index: string | undefined, least: string): ServiceError {
  const subject = index === undefined ? 'table' : `index ${index}`;
  return invalidParameter(
    `Requested ${direction}UnitsPerSecond for WarmThroughput for ${subject} is lower than ${least}`,
  );
}

/** The quota of a table or index. */
export interface Quota {
  readonly index: string | undefined;
  readonly region: string;
  readonly maximum: number;
}

/** The quota of an account, and how much of it is used. */
export interface AccountQuota {
  readonly region: string;
  readonly maximum: number;
  readonly reserved: number;
}

const howToRequest =
  'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.';
