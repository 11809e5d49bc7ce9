import type { Operation } from '../operation.ts';

/** How long a client may use an endpoint before it asks again. */
const cachePeriodMinutes = 1440;

/**
 * Returns the endpoint of the Region: the service's, as the emulator doesn't know its own.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
 */
export const describeEndpoints: Operation<'DescribeEndpoints'> = (account, _, { settings }) => ({
  account,
  output: {
    Endpoints: [{ Address: `dynamodb.${settings.region}.amazonaws.com`, CachePeriodInMinutes: cachePeriodMinutes }],
  },
});
