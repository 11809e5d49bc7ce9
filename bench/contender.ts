import type { BenchItem } from './items.ts';

/** The operations that are measured. */
export const operations = ['put', 'get', 'update', 'query of 50', 'filtered scan of 1,000'] as const;

/** One of the operations. */
export type Operation = (typeof operations)[number];

/**
 * One thing that keeps items and can do the operations; each takes the number of an item and returns something that
 * depends on its work, so that no work can be left out. A promise is waited for.
 */
export interface Contender {
  readonly name: string;
  readonly run: Readonly<Record<Operation, (index: number) => unknown>>;
}

/** Makes a contender that holds the items. */
export type MakeContender = (items: readonly BenchItem[]) => Contender | Promise<Contender>;

/** What the filtered scan looks for: one item in ten passes. */
export function isOpen(item: BenchItem): boolean {
  const { status } = item;
  return status !== undefined && 'S' in status && status.S === 'open';
}

/** How many items a scan goes over. */
export const scanItems = 1_000;
