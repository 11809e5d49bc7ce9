import type { Clock } from 'dynarepo';

/** A clock that moves only when somebody sleeps, and then at once. */
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
