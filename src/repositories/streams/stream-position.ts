import { tableInArn } from '../../domain/arn.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { encodeOpaque, parseOpaque } from '../opaque-text.ts';
import type { ShardPosition, ShardPositions } from './shard-position.ts';

/** Where a stream is read on. */
export interface StreamPosition {
  readonly arn: string;
  readonly shards: ShardPositions;
}

/** Characters: several thousand shards. */
const longestPosition = 1_048_576;
const identity = 'streams';

/** Encodes the positions of streams as text. */
export function encodePosition(streams: readonly StreamPosition[]): string {
  const parts = streams.map(({ arn, shards }) => {
    const texts = [...shards].map(([id, position]) => [id, shardText(position)]);
    return [arn, Object.fromEntries(texts)];
  });
  return encodeOpaque(identity, parts);
}

/**
 * Decodes the positions of streams, by the names of their tables.
 *
 * @param owner - what the position is for, for messages.
 * @throws DynarepoError - `BAD_CURSOR`: the text is damaged, or not a position.
 */
export function decodePosition(owner: string, text: unknown): ReadonlyMap<string, StreamPosition> {
  const parts = typeof text === 'string' ? parseOpaque(text, longestPosition) : undefined;
  const streams = parts?.map(parseStream).filter((stream) => stream !== undefined) ?? [];
  if (streams.length === 0 || encodePosition(streams) !== text) {
    throw new DynarepoError('BAD_CURSOR', `the position of ${owner} is damaged: pass one as a change or page has it`);
  }
  return new Map(streams.map((stream) => [tableInArn(stream.arn) ?? '', stream]));
}

function parseStream(part: unknown): StreamPosition | undefined {
  const [arn, texts]: readonly unknown[] = Array.isArray(part) ? part : [];
  if (typeof arn !== 'string' || !isRecord(texts)) return undefined;
  const shards = new Map<string, ShardPosition>();
  for (const [id, each] of Object.entries(texts)) {
    const position = parsePosition(String(each));
    if (position === undefined) return undefined;
    shards.set(id, position);
  }
  return { arn, shards };
}

function shardText(position: ShardPosition): string {
  switch (position.kind) {
    case 'oldest':
      return '';
    case 'after':
      return position.sequenceNumber;
    case 'since':
      return `@${position.timeMs}`;
    case 'end':
      return '-';
    default:
      return position satisfies never;
  }
}

function parsePosition(text: string): ShardPosition | undefined {
  if (text === '') return { kind: 'oldest' };
  if (text === '-') return { kind: 'end' };
  if (/^[0-9]+$/.test(text)) return { kind: 'after', sequenceNumber: text };
  return /^@-?[0-9.]+$/.test(text) ? { kind: 'since', timeMs: Number(text.slice(1)) } : undefined;
}
