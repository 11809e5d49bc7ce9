import type { TableDescription } from '../../domain/dynamodb.ts';
import type { Table } from '../../domain/entity/table.ts';
import { isPresent } from '../../domain/is-present.ts';
import { changeRequest } from '../requests/table-requests.ts';
import type { TableChange, TableSubject } from './table-plan.ts';
import type { Reading, TableState } from './table-state.ts';
import { throughputOf, updateTableRequest } from './update-table.ts';

type Change = TableChange | undefined;

/** Compares the settings of a table with those of its definition. */
export function settingChanges(state: TableState, table: Table): TableChange[] {
  const { description: found } = state;
  return [
    found && billingChange(found, table),
    found && classChange(found, table),
    found && protectionChange(found, table),
    streamChange(found ?? {}, table),
    timeToLiveChange(state, table),
    ...tagChanges(state, table),
  ].filter(isPresent);
}

/** Returns a phrase for a throughput, such as `5 read and 5 write capacity units`; `undefined` is `on-demand`. */
export function describeThroughput(throughput: TableDescription['ProvisionedThroughput']): string {
  if (throughput === undefined) return 'on-demand';
  return `${throughput.ReadCapacityUnits} read and ${throughput.WriteCapacityUnits} write capacity units`;
}

/** A switch to provisioned billing gives every index its throughput; later only the indexes of the definition are compared. */
function billingChange(found: TableDescription, { billing, indexes }: Table): Change {
  if (billing === undefined) return undefined;
  const ProvisionedThroughput =
    typeof billing === 'object' ? { ReadCapacityUnits: billing.read, WriteCapacityUnits: billing.write } : undefined;
  const expected = describeThroughput(ProvisionedThroughput);
  const current = throughputOf(found);
  const isOther = (throughput: TableDescription['ProvisionedThroughput']) =>
    describeThroughput(throughput) !== expected;
  const switches = (current === undefined) !== (ProvisionedThroughput === undefined);
  const others = ((ProvisionedThroughput && found.GlobalSecondaryIndexes) ?? []).filter(
    (index) => switches || (indexes.has(index.IndexName ?? '') && isOther(index.ProvisionedThroughput)),
  );
  if (!isOther(current) && others.length === 0) return undefined;
  const updates = others.map(({ IndexName }) => ({ Update: { IndexName, ProvisionedThroughput } }));
  const ofIndexes = others.map(
    (index) => `; index ${index.IndexName}: ${describeThroughput(index.ProvisionedThroughput)}`,
  );
  const request = updateTableRequest(found, {
    ...(switches && { BillingMode: ProvisionedThroughput ? 'PROVISIONED' : 'PAY_PER_REQUEST' }),
    ...(ProvisionedThroughput && isOther(current) && { ProvisionedThroughput }),
    ...(updates.length > 0 && { GlobalSecondaryIndexUpdates: updates }),
  });
  const before = [describeThroughput(current), ...(switches ? [] : ofIndexes)].join('');
  return { kind: 'update', subject: 'billing', found: before, expected, requests: [request] };
}

/** DynamoDB Local stores no table class. */
function classChange(found: TableDescription, { tableClass: expected }: Table): Change {
  const { TableClassSummary: summary, TableArn: arn = '' } = found;
  const current = summary?.TableClass ?? 'STANDARD';
  if (expected === undefined || current === expected || arn.includes(':ddblocal:')) return undefined;
  const requests = [updateTableRequest(found, { TableClass: expected })];
  return { kind: 'update', subject: 'table class', found: current, expected, requests };
}

function protectionChange(found: TableDescription, { deletionProtection: expected }: Table): Change {
  const current = found.DeletionProtectionEnabled;
  if (expected === undefined || current === undefined || current === expected) return undefined;
  const subject = 'deletion protection';
  const requests = [updateTableRequest(found, { DeletionProtectionEnabled: expected })];
  return expected
    ? { kind: 'create', subject, expected: 'on', requests }
    : { kind: 'update', subject, found: 'on', expected: 'off', requests };
}

function streamChange(found: TableDescription, { stream: expected }: Table): Change {
  const { StreamEnabled, StreamViewType } = found.StreamSpecification ?? {};
  const isFound = StreamEnabled === true;
  const requests = [
    ...(isFound ? [updateTableRequest(found, { StreamSpecification: { StreamEnabled: false } })] : []),
    ...(expected
      ? [updateTableRequest(found, { StreamSpecification: { StreamEnabled: true, StreamViewType: expected } })]
      : []),
  ];
  return presence('stream', { found: isFound ? StreamViewType : undefined, expected, requests });
}

function timeToLiveChange({ timeToLive }: TableState, { name, timeToLive: expected }: Table): Change {
  if (!isReadable(timeToLive)) return unreadable('time to live', timeToLive, expected);
  const found = timeToLive.value;
  const attribute = found ?? expected;
  if (attribute === undefined) return undefined;
  const specification = { Enabled: found === undefined, AttributeName: attribute };
  const request = changeRequest(name, 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: specification });
  const change = presence('time to live', { found, expected, requests: [request] });
  if (change?.kind !== 'replace') return change;
  const obstacle = 'turn it off, and at least an hour later on again';
  return { ...change, obstacle, requests: [] };
}

function tagChanges({ description, tags }: TableState, table: Table): Change[] {
  const wanted = Object.entries(table.tags);
  if (!isReadable(tags)) return [unreadable('tags', tags, wanted.length === 0 ? undefined : describeTags(wanted))];
  const found = tags.value;
  const ResourceArn = description?.TableArn;
  const change = (kind: 'create' | 'update', list: readonly Tag[]): Change => {
    if (list.length === 0) return undefined;
    const before = list.map(([key]): Tag => [key, found.get(key) ?? '']);
    const input = { ResourceArn, Tags: list.map(([Key, Value]) => ({ Key, Value })) };
    const requests = [changeRequest(table.name, 'TagResource', input)];
    const differing = kind === 'update' ? { found: describeTags(before) } : {};
    return { kind, subject: 'tags', ...differing, expected: describeTags(list), requests };
  };
  // Tags with this prefix belong to AWS.
  const additional = [...found].filter(([key]) => !Object.hasOwn(table.tags, key) && !key.startsWith('aws:'));
  const deletion = changeRequest(table.name, 'UntagResource', { ResourceArn, TagKeys: additional.map(([key]) => key) });
  return [
    additional.length === 0
      ? undefined
      : { kind: 'delete', subject: 'tags', found: describeTags(additional), requests: [deletion] },
    change(
      'create',
      wanted.filter(([key]) => !found.has(key)),
    ),
    change(
      'update',
      wanted.filter(([key, value]) => found.has(key) && found.get(key) !== value),
    ),
  ];
}

type Tag = readonly [key: string, value: string];

function describeTags(tags: readonly Tag[]): string {
  return tags.map((tag) => tag.join('=')).join(', ');
}

/** Returns the change of a setting that exists or not. */
function presence(subject: TableSubject, change: Omit<TableChange, 'kind' | 'subject'>): Change {
  const { found, expected } = change;
  if (found === expected) return undefined;
  const kind = found === undefined ? 'create' : expected === undefined ? 'delete' : 'replace';
  return { kind, subject, ...change };
}

function isReadable<T>(reading: Reading<T>): reading is { readonly value: T } {
  return reading !== undefined && 'value' in reading;
}

function unreadable(
  subject: TableSubject,
  reading: Exclude<Reading<unknown>, { readonly value: unknown }>,
  expected: string | undefined,
): Change {
  if (reading === undefined) return undefined;
  const { cause } = reading;
  const kind = expected === undefined ? 'delete' : 'update';
  const found = `unreadable (${cause.name}: ${cause.message})`;
  return { kind, subject, found, expected, obstacle: 'DynamoDB does not describe it', cause, requests: [] };
}
