import { type AnyEntity, type OperationName, type RetryOptions, repository } from 'dynarepo';
import { type Fault, MemoryDynamoDb } from 'dynarepo/memory';
import { instantClock } from './instant-clock.ts';
import type { OpenRepository } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

/** An operation with faults, and the fault of each of its requests by number, from 1. */
export interface FaultPlan {
  readonly operation: OperationName;
  readonly faultOf: (count: number) => Fault | undefined;
  readonly retry?: RetryOptions | false | undefined;
}

/** Creates a repository in memory whose requests have faults and whose delays end at once. */
export async function repositoryWithFaults<E extends AnyEntity>(
  entity: E,
  { operation, faultOf, retry = { clock: instantClock(), random: () => 0.5 } }: FaultPlan,
): Promise<OpenRepository<E>> {
  let count = 0;
  const db = new MemoryDynamoDb({
    faults: (request) => {
      if (request.operation !== operation) return undefined;
      count += 1;
      return faultOf(count);
    },
  });
  const spy = new SpyingDynamoDb(db);
  const opened = repository(entity, spy, { retry });
  await opened.table.ensure();
  spy.take();
  return { repository: opened, spy };
}
