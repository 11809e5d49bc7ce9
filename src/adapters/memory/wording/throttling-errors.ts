import { ServiceError, type ThrottlingReason } from '../../../domain/errors.ts';

/** What the service says to those who ask for too much in too short a time. */

/** The capacity of a table or an index is used up. */
export const throughputExceeded = (reason: ThrottlingReason): ServiceError =>
  new ServiceError(
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API',
    { throttlingReasons: [reason] },
  );

/** The capacity of the whole account is used up. */
export const accountLimitExceeded = (reason: ThrottlingReason): ServiceError =>
  new ServiceError(
    'RequestLimitExceeded',
    'Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support to request a limit increase',
    { throttlingReasons: [reason] },
  );
