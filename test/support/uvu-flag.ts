// uvu decides while it is loaded whether `.run()` starts the tests. This flag prevents that; this module must be
// evaluated before uvu.
const scope: typeof globalThis & { UVU_DEFER?: number; UVU_INDEX?: number; UVU_QUEUE?: unknown[][] } = globalThis;
scope.UVU_DEFER = 1;
scope.UVU_INDEX = 0;
scope.UVU_QUEUE = [[]];

/** Returns and clears the runs that uvu has queued: one function for each `.run()`. */
export function takeQueuedRuns(): (() => Promise<unknown>)[] {
  const group = scope.UVU_QUEUE?.[0] ?? [];
  return group.splice(0).filter((entry): entry is () => Promise<unknown> => typeof entry === 'function');
}
