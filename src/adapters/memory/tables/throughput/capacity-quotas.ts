import { accountCapacityLimit, tableCapacityLimit } from '../../../../domain/limits.ts';
import type { Account } from '../../account/account.ts';
import type { Billing, Capacity } from '../../account/billing.ts';
import type { TableDetails } from '../../account/table-details.ts';
import { entriesOf } from '../../storage/ordered-map.ts';
import { type Direction, provisionedErrors } from '../../wording/throughput-errors.ts';

/** Provisioned capacity that a request changes. */
export interface CapacityChange {
  /** `undefined` for a new table. */
  readonly before: Billing | undefined;
  readonly after: Billing;
  readonly region: string;
}

/**
 * Checks the quotas of tables, indexes and the account for capacity that a request adds. Inferred: the order of the checks, and
 * that `Requested` is what is added.
 *
 * @throws ServiceError - LimitExceededException.
 */
export function checkCapacityQuotas(account: Account, { before, after, region }: CapacityChange): void {
  const changed = [...capacitiesOf(after)].filter(([index, capacity]) => !isIn(before, index, capacity));
  for (const [index, { read, write }] of changed) {
    const quota = { index, region, maximum: tableCapacityLimit };
    if (read > tableCapacityLimit) throw provisionedErrors.aboveMaximum('Read', read, quota);
    if (write > tableCapacityLimit) throw provisionedErrors.aboveMaximum('Write', write, quota);
  }
  if (changed.length === 0) return;
  const [reserved, own, next] = [reservedCapacity(account), totalOf(before), totalOf(after)];
  const directions: readonly (readonly [Direction, keyof Capacity])[] = [
    ['Read', 'read'],
    ['Write', 'write'],
  ];
  for (const [direction, name] of directions) {
    const added = next[name] - own[name];
    if (added > 0 && reserved[name] + added > accountCapacityLimit) {
      const quota = { region, maximum: accountCapacityLimit, reserved: reserved[name] };
      throw provisionedErrors.aboveAccountMaximum(direction, added, quota);
    }
  }
}

/** The capacity of a table, under `undefined`, and of its indexes. */
function* capacitiesOf(billing: Billing | undefined): Generator<readonly [index: string | undefined, Capacity]> {
  if (billing?.mode !== 'PROVISIONED') return;
  yield [undefined, billing.capacity];
  yield* billing.indexCapacity;
}

function isIn(billing: Billing | undefined, index: string | undefined, { read, write }: Capacity): boolean {
  return [...capacitiesOf(billing)].some(
    ([name, capacity]) => name === index && capacity.read === read && capacity.write === write,
  );
}

function totalOf(billing: Billing | undefined): Capacity {
  return sum([...capacitiesOf(billing)].map(([, capacity]) => capacity));
}

function reservedCapacity({ tables }: Account): Capacity {
  return sum([...entriesOf(tables)].map(([, { details }]) => reservedBy(details)));
}

/** Inferred: while its capacity changes, a table reserves the larger of the two values. */
function reservedBy({ billing, update }: TableDetails): Capacity {
  const [current, next] = [totalOf(billing), totalOf(update?.kind === 'capacity' ? update.billing : undefined)];
  return { read: Math.max(current.read, next.read), write: Math.max(current.write, next.write) };
}

function sum(capacities: readonly Capacity[]): Capacity {
  return capacities.reduce((total, { read, write }) => ({ read: total.read + read, write: total.write + write }), {
    read: 0,
    write: 0,
  });
}
