import type { AdministrativeAction } from '../adapters/memory/administrative-action.ts';
import type { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { isRecord } from '../domain/is-record.ts';
import { ownProperty } from '../domain/own-property.ts';
import { parseJson, type RequestRecord } from './record.ts';

/** A line in the log of a data file. */
export type LogRecord = RequestRecord | ActionRecord;

/** Something other than a request that changed the database or its clock. */
export interface ActionRecord {
  /** The time, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly action: LoggedAction;
}

/** What an admin request did. */
export type LoggedAction = AdministrativeAction | AdvanceClock;

/** Advances the clock of the database. */
export interface AdvanceClock {
  readonly kind: 'advance clock';
  readonly ms: number;
}

/** A database during the replay of its log. */
export interface Replay {
  readonly db: MemoryDynamoDb;
  /** How far the clock of the database was ahead of the system's, in milliseconds. */
  clockOffsetMs: number;
}

/** Returns the action in a line; `undefined` if the line holds something else. */
export function parseAction(line: string): ActionRecord | undefined {
  const { at, action } = Object(parseJson(line));
  if (!isRecord(action) || !Number.isFinite(at)) return undefined;
  const parse = ownProperty(actions, String(action.kind))?.parse;
  const parsed = parse?.(action);
  return parsed && { at: Number(at), action: parsed };
}

/**
 * Executes an action of the log at the database's current time.
 *
 * @throws DynarepoError - BAD_INPUT: it can't be applied to the database.
 */
export function replayAction<Kind extends LoggedAction['kind']>(replay: Replay, action: ActionOf<Kind>): void {
  const { execute }: ActionCodec<Kind> = actions[action.kind as Kind]; // the kind of an action names its codec
  execute(replay, action);
}

type ActionOf<Kind> = Extract<LoggedAction, { readonly kind: Kind }>;

interface ActionCodec<Kind> {
  readonly parse: (action: Readonly<Record<string, unknown>>) => ActionOf<Kind> | undefined;
  readonly execute: (replay: Replay, action: ActionOf<Kind>) => void;
}

const actions: { readonly [Kind in LoggedAction['kind']]: ActionCodec<Kind> } = {
  'advance clock': {
    parse: ({ ms }) => (Number.isFinite(ms) ? { kind: 'advance clock', ms: Number(ms) } : undefined),
    execute: (replay, { ms }) => {
      replay.clockOffsetMs += ms;
    },
  },
  'split shard': {
    parse: ({ streamArn, shardId }) =>
      typeof streamArn === 'string' && (shardId === undefined || typeof shardId === 'string')
        ? { kind: 'split shard', streamArn, shardId }
        : undefined,
    execute: ({ db }, { streamArn, shardId }) => void db.splitShard(streamArn, shardId),
  },
  'sweep expired items': {
    parse: () => ({ kind: 'sweep expired items' }),
    execute: ({ db }) => void db.sweepExpiredItems(),
  },
};
