import type { Capacity, ThroughputSettings } from '../../account/billing.ts';
import { maximumErrors } from '../../wording/throughput-errors.ts';

/** The settings of a table or index that has none. */
export const plainThroughput: ThroughputSettings = {
  maximum: { read: undefined, write: undefined },
  warm: undefined,
  increasedAtMs: undefined,
  decreasedAtMs: undefined,
  decreasesThatDay: 0,
};

/** The value that removes a maximum of on-demand billing. */
export const noMaximum = -1;

/**
 * Checks the range of on-demand maxima: at least 1, or -1 for none.
 *
 * @throws ServiceError - ValidationException; of two values, it names the one for reads.
 */
export function checkMaximum(maximum: Partial<Capacity> | undefined, index?: string): void {
  for (const [direction, units] of [
    ['Read', maximum?.read],
    ['Write', maximum?.write],
  ] as const) {
    if (units !== undefined && units !== noMaximum && units < 1) throw maximumErrors.outOfRange(direction, index);
  }
}

/** Returns settings with the maxima of a request, which can be one of the two. */
export function withMaximum(settings: ThroughputSettings, requested: Partial<Capacity>): ThroughputSettings {
  const merged = (name: keyof Capacity) => {
    const units = requested[name];
    return units === undefined ? settings.maximum[name] : units === noMaximum ? undefined : units;
  };
  return { ...settings, maximum: { read: merged('read'), write: merged('write') } };
}

/** Returns settings without maxima. */
export function clearedMaximum(settings: ThroughputSettings): ThroughputSettings {
  const { read, write } = settings.maximum;
  return (read ?? write) === undefined ? settings : { ...settings, maximum: plainThroughput.maximum };
}
