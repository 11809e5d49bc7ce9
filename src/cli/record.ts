import { decodeMembers } from '../adapters/http/decode-members.ts';
import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { isOperationName, operations } from '../domain/api/operation-models.ts';
import type { DynamoDb, Input, OperationName } from '../domain/dynamodb.ts';
import { excerpt } from '../domain/excerpt.ts';
import { isRecord } from '../domain/is-record.ts';

/**
 * A request in the JSON of the HTTP API: a line in a file of `dynarepo dump`, or in the log of a data file. The first line
 * of a dump is {@link header}; the last one has the number of requests, which shows whether the dump is complete.
 */
export interface RequestRecord {
  /** The time of the request, in milliseconds since 1970-01-01 UTC. */
  readonly at?: number | undefined;
  readonly operation: OperationName;
  readonly input: Members;
}

/** The content of a line, or why it is invalid, as the words after "line 2". */
export type LineContent =
  | { readonly kind: 'request'; readonly record: RequestRecord }
  | { readonly kind: 'end'; readonly requests: number }
  | { readonly kind: 'invalid'; readonly reason: string };

/** The first line of a dump; a later format would have a greater number. */
export const header = '{"dynarepo":1}';

/** Returns a request as a record. */
export function recordOf<N extends OperationName>(operation: N, input: Input<N>, at?: number): RequestRecord {
  return { at, operation, input: encodeMembers(input, operations[operation].input) };
}

/** Returns a record as a line with its end. */
export function printRecord(record: object): string {
  return `${JSON.stringify(record)}\n`;
}

/** Returns the lines of a dump with these records. The first line comes with the first record, or at the end of none. */
export async function* printRecords(records: AsyncIterable<RequestRecord>): AsyncGenerator<string> {
  let requests = 0;
  for await (const record of records) {
    if (requests === 0) yield `${header}\n`;
    requests += 1;
    yield printRecord(record);
  }
  if (requests === 0) yield `${header}\n`;
  yield `{"end":${requests}}\n`;
}

/** Parses a line other than the first. */
export function parseLine(line: string): LineContent {
  const members = parseJson(line);
  if (!isRecord(members)) return invalid(members === undefined ? 'is not JSON' : 'is not a JSON object');
  const { at, operation, input, end } = members;
  if (operation === undefined && isCount(end)) return { kind: 'end', requests: end };
  if (typeof operation !== 'string') return invalid('names no operation');
  if (!isOperationName(operation)) return invalid(`has the unknown operation ${excerpt(operation)}`);
  if (!isRecord(input)) return invalid(`has no input for ${operation}`);
  if (at !== undefined && !isTime(at)) return invalid(`has the invalid time ${excerpt(JSON.stringify(at))}`);
  return { kind: 'request', record: { at, operation, input } };
}

/**
 * Converts the JSON of a record to the types of `DynamoDb.execute`, in place.
 *
 * @throws ServiceError - SerializationException: a binary value is not base64.
 */
export function decodeRecord({ operation, input }: RequestRecord): void {
  decodeMembers(input, operations[operation].input);
}

/**
 * Executes the request of a record, during the call if the database is in memory.
 *
 * @throws ServiceError - SerializationException: a binary value is not base64; or an error of the database.
 */
export async function executeRecord(db: DynamoDb, record: RequestRecord): Promise<unknown> {
  decodeRecord(record);
  // Implementations of `DynamoDb` validate inputs.
  return db.execute(record.operation, record.input as Input<OperationName>);
}

function invalid(reason: string): LineContent {
  return { kind: 'invalid', reason };
}

/** Parses JSON; returns `undefined` if the text is something else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Whether a value is a time that a `Date` can have. */
function isTime(value: unknown): value is number {
  return isCount(value) && value <= 8.64e15;
}
