import type { TableDescription } from '../../domain/dynamodb.ts';
import type { Table } from '../../domain/entity/table.ts';
import { NotImplementedError, ServiceError } from '../../domain/errors.ts';
import type { CallOptions } from '../call-options.ts';
import { type Connection, send } from '../connection.ts';
import { outputRequest } from '../requests/table-requests.ts';

/** What a table has; what was not read is not compared. */
export interface TableState {
  /** `undefined`: the table does not exist. */
  readonly description: TableDescription | undefined;
  readonly timeToLive: Reading<string | undefined>;
  readonly tags: Reading<ReadonlyMap<string, string>>;
}

/** A setting that was read, the error with which DynamoDB rejected that, or `undefined` if it was not read. */
export type Reading<T> = { readonly value: T } | { readonly cause: ServiceError } | undefined;

/** How to read the state of a table. */
export interface ReadStateOptions extends CallOptions {
  /** Whether to read settings that the definition does not have. */
  readonly readsAll: boolean;
}

/** Reads the settings of a table that are not part of its description. */
export async function readTableState(
  connection: Connection,
  table: Table,
  found: TableDescription | undefined,
  options: ReadStateOptions,
): Promise<TableState> {
  const description = found?.TableStatus === 'DELETING' ? undefined : found;
  if (description === undefined) return { description, timeToLive: { value: undefined }, tags: { value: new Map() } };
  // The service describes them only after the table is created.
  const isReady = description.TableStatus !== 'CREATING';
  const { TableArn: arn } = description;
  const { readsAll } = options;
  const readsTags = isReady && arn !== undefined && (readsAll || Object.keys(table.tags).length > 0);
  return {
    description,
    timeToLive:
      isReady && (readsAll || table.timeToLive !== undefined)
        ? await reading(() => timeToLiveOf(connection, table.name, options))
        : { value: undefined },
    tags: readsTags ? await reading(() => tagsOf(connection, { table: table.name, arn }, options)) : undefined,
  };
}

async function timeToLiveOf(connection: Connection, name: string, options: CallOptions): Promise<string | undefined> {
  const request = outputRequest(name, 'DescribeTimeToLive', { TableName: name });
  const { TimeToLiveStatus: status, AttributeName } =
    (await send(connection, request, options)).TimeToLiveDescription ?? {};
  return status === 'ENABLED' || status === 'ENABLING' ? AttributeName : undefined;
}

async function tagsOf(
  connection: Connection,
  { table, arn }: { readonly table: string; readonly arn: string },
  options: CallOptions,
): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  for (let token: string | undefined; ; ) {
    const request = outputRequest(table, 'ListTagsOfResource', { ResourceArn: arn, NextToken: token });
    const { Tags = [], NextToken } = await send(connection, request, options);
    for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
    if (NextToken === undefined || NextToken === token) return tags;
    token = NextToken;
  }
}

/** Engines such as DynamoDB Local have no tags: what an engine does not have is not compared. */
async function reading<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof NotImplementedError) return undefined;
    if (!(error instanceof ServiceError) || error.retryable) throw error;
    return error.name === 'UnknownOperationException' ? undefined : { cause: error };
  }
}
