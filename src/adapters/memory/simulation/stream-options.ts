import { checkOptions, type OptionNames } from '../../../domain/options.ts';
import type { Sharding } from '../account/stream.ts';

/** How new streams are divided into shards. The service decides this itself. */
export interface StreamOptions {
  /** The number of shards of a new stream: 1 to 1,000. Default: 1. */
  readonly shards?: number | undefined;
  /** The number of records after which a shard is split into two. Default: shards are not split. */
  readonly splitAfterRecords?: number | undefined;
}

/** The maximum number of shards of a new stream. */
export const shardLimit = 1000;

const optionNames: OptionNames<StreamOptions> = {
  shards: {
    expected: `an integer from 1 to ${shardLimit}`,
    isValid: (value) => isCount(value) && Number(value) <= shardLimit,
  },
  splitAfterRecords: { expected: 'a positive integer', isValid: isCount },
};

/**
 * Parses the options of streams.
 *
 * @throws DynarepoError - BAD_INPUT: an option is unknown or has a value that it can't have.
 */
export function parseStreamOptions(options: StreamOptions = {}): Sharding {
  checkOptions('streams', options, optionNames);
  const { shards = 1, splitAfterRecords } = options;
  return { shards, splitAfterRecords };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
