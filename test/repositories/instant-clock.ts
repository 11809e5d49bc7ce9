import type { Clock } from 'dynarepo';

/** Creates a clock on which every sleep ends at once and advances the time; `slept` records the delays. */
export function instantClock(slept: number[] = []): Clock {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    sleep: async (delayMs) => {
      slept.push(delayMs);
      nowMs += delayMs;
    },
  };
}
