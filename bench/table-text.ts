import { availableParallelism, cpus } from 'node:os';

/** Returns Node's version, the processor and its cores, for the head of a table. */
export function describeMachine(): string {
  return `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`;
}

/** Prints a time in microseconds. */
export function microseconds(ns = Number.NaN): string {
  return (ns / 1000).toFixed(ns < 10_000 ? 3 : 1);
}

/** Prints how many times the reference a time is. */
export function times(ns = Number.NaN, reference = Number.NaN, decimals = 1): string {
  return `×${(ns / reference).toFixed(decimals)}`;
}

/** Prints a fraction in percent. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(0)} %`;
}

/** Prints a whole number with separators. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** Prints a row of a table: the first column from the left, the others from the right. */
export function line(texts: readonly string[], [firstWidth, width]: readonly [number, number]): string {
  return texts.map((text, index) => (index === 0 ? text.padEnd(firstWidth) : text.padStart(width))).join(' ');
}
