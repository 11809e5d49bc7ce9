import { ServiceError, type ThrottlingReason } from '../../../domain/errors.ts';

/** The texts that the service reports for throttled requests. */

/** The capacity of a table or an index is exceeded. */
export const throughputExceeded = (reason: ThrottlingReason): ServiceError =>
  new ServiceError(
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API',
    { throttlingReasons: [reason] },
  );

/** The throughput limit of the account is exceeded. */
export const accountLimitExceeded = (reason: ThrottlingReason): ServiceError =>
  new ServiceError(
    'RequestLimitExceeded',
    'Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support to request a limit increase',
    { throttlingReasons: [reason] },
  );
