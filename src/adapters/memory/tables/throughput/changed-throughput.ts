import { throughputDecreaseDelayMs, throughputDecreasesLimit } from '../../../../domain/limits.ts';
import type { Billing, Capacity, ThroughputSettings } from '../../account/billing.ts';
import { provisionedErrors, warmThroughputErrors } from '../../wording/throughput-errors.ts';
import { decreasesToday } from './decreases-today.ts';
import type { RequestedThroughput } from './parse-throughput.ts';
import { withMaximum } from './throughput-settings.ts';
import { raisedWarmThroughput, warmThroughput } from './warm-throughput.ts';

/** The throughput of a table or index. */
export interface Throughput {
  /** `undefined` for on-demand billing. */
  readonly capacity: Capacity | undefined;
  readonly settings: ThroughputSettings;
}

/** How a request changes throughput. */
export interface ThroughputChange {
  /** The name of the index; `undefined` for the table itself. */
  readonly index: string | undefined;
  /** After the request. */
  readonly mode: Billing['mode'];
  readonly nowMs: number;
}

/**
 * Returns the throughput after a request.
 *
 * @throws ServiceError - ValidationException: it doesn't change; LimitExceededException: too many decreases.
 */
export function changedThroughput(
  current: Throughput,
  { capacity, maximum, warm }: RequestedThroughput,
  change: ThroughputChange,
): Throughput {
  let { settings } = current;
  if (maximum !== undefined) settings = withMaximum(settings, maximum);
  if (warm !== undefined) {
    const before = warmThroughput(current.capacity, settings.warm);
    const raised = raisedWarmThroughput(before, warm, (direction) =>
      warmThroughputErrors.decreased(direction, change.index),
    );
    settings = { ...settings, warm: raised };
  }
  if (capacity === undefined) {
    return { capacity: change.mode === 'PROVISIONED' ? current.capacity : undefined, settings };
  }
  return { capacity, settings: withHistory({ ...current, settings }, capacity, change) };
}

/** A switch from on-demand billing counts as an increase, as in the example of AWS's CLI reference for update-table. */
function withHistory(
  { capacity: current = { read: 0, write: 0 }, settings }: Throughput,
  capacity: Capacity,
  { index, nowMs }: ThroughputChange,
): ThroughputSettings {
  const { read, write } = capacity;
  if (read === current.read && write === current.write) throw provisionedErrors.unchanged({ index, read, write });
  const isIncrease = read > current.read || write > current.write;
  const isDecrease = read < current.read || write < current.write;
  const increased = isIncrease ? { ...settings, increasedAtMs: nowMs } : settings;
  return isDecrease ? withDecrease(increased, nowMs) : increased;
}

/** The first four decreases of a UTC day are free; each further one comes an hour after the last (control-plane §1). */
function withDecrease(settings: ThroughputSettings, nowMs: number): ThroughputSettings {
  const decreases = decreasesToday(settings, nowMs);
  const { decreasedAtMs: lastMs = 0 } = settings;
  const nextMs = lastMs + throughputDecreaseDelayMs;
  if (decreases >= throughputDecreasesLimit && nowMs < nextMs)
    throw provisionedErrors.tooManyDecreases(decreases, lastMs, nextMs);
  return { ...settings, decreasedAtMs: nowMs, decreasesThatDay: decreases + 1 };
}
