import { type Account, type AccountTable, withTable } from '../account/account.ts';
import type { TableDetails } from '../account/table-details.ts';
import type { AccountSettings, Moment } from '../request-environment.ts';
import { tableErrors, tagErrors } from '../wording/table-errors.ts';
import type { Tags } from './tags.ts';

/** How long the service takes to change tags, in milliseconds (control plane §1). */
const serviceDelayMs = 2000;

/** The tags of a table after a change, and when it happens. */
export interface ChangedTags {
  readonly tags: Tags | undefined;
  readonly environment: Moment;
}

/**
 * Returns the account after a change of a table's tags. At the service's pace, the earlier tags stay visible for about two
 * seconds, during which the tags can't be changed again (control plane §1). Inferred: a request that changes no tag starts
 * no such time, and a table that is DELETING is in use.
 *
 * @throws ServiceError - LimitExceededException: the tags are being changed; ResourceInUseException.
 */
export function withChangedTags(
  account: Account,
  table: AccountTable,
  { tags, environment: { nowMs, settings } }: ChangedTags,
): Account {
  const { details, schema } = table;
  if (details.status === 'DELETING') throw tableErrors.isBeingDeleted(schema.name);
  if (areTagsChanging(details, nowMs)) throw tagErrors.areChanging(schema.name);
  if (areEqual(details.tags, tags)) return account;
  const delayMs = tagDelayMs(settings);
  const tagChange = delayMs === 0 ? undefined : { previous: details.tags, endsAtMs: nowMs + delayMs };
  return withTable(account, { ...table, details: { ...details, tags, tagChange } });
}

/** Returns whether a change of the tags is in progress. */
export function areTagsChanging({ tagChange }: TableDetails, nowMs: number): boolean {
  return tagChange !== undefined && nowMs < tagChange.endsAtMs;
}

/** Returns the tags that a client sees. */
export function visibleTags(details: TableDetails, nowMs: number): Tags | undefined {
  return areTagsChanging(details, nowMs) ? details.tagChange?.previous : details.tags;
}

function tagDelayMs({ tableDelayMs }: Pick<AccountSettings, 'tableDelayMs'>): number {
  return tableDelayMs === 'service' ? serviceDelayMs : 0;
}

function areEqual(left: Tags | undefined, right: Tags | undefined): boolean {
  if (left?.size !== right?.size) return false;
  return [...(left ?? [])].every(([key, value]) => right?.get(key) === value);
}
