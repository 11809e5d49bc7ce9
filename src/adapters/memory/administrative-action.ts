import type { Account } from './account/account.ts';
import type { Moment } from './request-environment.ts';
import { type ShardToSplit, splitShard } from './streams/split-shard.ts';
import { sweepAll } from './writing/sweep.ts';

/** What a test can do to an account, and no request of DynamoDB can. */
export type AdministrativeAction = SplitShard | SweepExpiredItems;

/** Deletes the expired items of all tables, without waiting for the sweep delay. */
export interface SweepExpiredItems {
  readonly kind: 'sweep expired items';
}

/** Closes an open shard of a stream, which two others continue. */
export interface SplitShard extends ShardToSplit {
  readonly kind: 'split shard';
}

/** What each kind of action returns. */
export interface ActionResults {
  /** The ids of the shards that continue the one that was split. */
  readonly 'split shard': readonly string[];
  /** The number of deleted items. */
  readonly 'sweep expired items': number;
}

/** The account after an action, and what the action returns. */
export interface ActionOutcome<Kind extends AdministrativeAction['kind']> {
  readonly account: Account;
  readonly result: ActionResults[Kind];
}

type ActionHandler<Kind extends AdministrativeAction['kind']> = (
  account: Account,
  action: Extract<AdministrativeAction, { readonly kind: Kind }>,
  moment: Moment,
) => ActionOutcome<Kind>;

const actionHandlers: { readonly [Kind in AdministrativeAction['kind']]: ActionHandler<Kind> } = {
  'split shard': (account, action, { nowMs }) => {
    const split = splitShard(account, action, nowMs);
    return { account: split.account, result: split.shardIds };
  },
  'sweep expired items': (account, _action, moment) => {
    const swept = sweepAll(account, moment);
    return { account: swept.account, result: swept.items };
  },
};

/**
 * Applies an action to an account; run the events that are due before it first (`runDueEvents`).
 *
 * @throws DynarepoError - BAD_INPUT: the action can't be applied to this account.
 */
export function applyAction<Kind extends AdministrativeAction['kind']>(
  account: Account,
  action: Extract<AdministrativeAction, { readonly kind: Kind }>,
  moment: Moment,
): ActionOutcome<Kind> {
  const handler: ActionHandler<Kind> = actionHandlers[action.kind as Kind]; // the kind of an action names its handler
  return handler(account, action, moment);
}
