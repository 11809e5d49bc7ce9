/**
 * The number of comparisons of values and keys in this process so far. Tests read it before and after a request, to bound
 * its work without a clock.
 */
export const comparisonCount = { value: 0 };
