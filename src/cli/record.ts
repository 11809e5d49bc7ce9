import { decodeMembers } from '../adapters/http/decode-members.ts';
import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { isOperationName, operations } from '../domain/api/operation-models.ts';
import type { DynamoDb, Input, OperationName } from '../domain/dynamodb.ts';
import { isRecord } from '../domain/is-record.ts';

/**
 * A request in the JSON of the HTTP API: a line of a file of `dynarepo dump`, or of the log in a data file. The first line
 * of a dump is {@link header}; the last one counts the requests, so that a dump that was cut off is known.
 */
export interface RequestRecord {
  /** When it was made, in milliseconds since 1970. */
  readonly at?: number | undefined;
  readonly operation: OperationName;
  readonly input: Members;
}

/** What a line holds, or its fault in words that follow "line 2". */
export type LineContent =
  | { readonly kind: 'request'; readonly record: RequestRecord }
  | { readonly kind: 'end'; readonly requests: number }
  | { readonly kind: 'fault'; readonly fault: string };

/** The first line of a dump; a later form would have a greater number. */
export const header = '{"dynarepo":1}';

/** A request as a record. */
export function recordOf<N extends OperationName>(operation: N, input: Input<N>, at?: number): RequestRecord {
  return { at, operation, input: encodeMembers(input, operations[operation].input) };
}

/** Returns a record as a line with its end. */
export function printRecord(record: RequestRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** Returns the lines of a dump with these records. The first one comes when there is a record, or surely none. */
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

/** What is in a line that is not the first. */
export function parseLine(line: string): LineContent {
  const members = parseJson(line);
  if (!isRecord(members)) return fault(members === undefined ? 'is no JSON' : 'is no JSON object');
  const { at, operation, input, end } = members;
  if (operation === undefined && isCount(end)) return { kind: 'end', requests: end };
  if (typeof operation !== 'string') return fault('names no operation');
  if (!isOperationName(operation)) return fault(`has the unknown operation ${operation}`);
  if (!isRecord(input)) return fault(`has no input for ${operation}`);
  if (at !== undefined && !isTime(at)) return fault(`has a time that is none: ${JSON.stringify(at)}`);
  return { kind: 'request', record: { at, operation, input } };
}

/**
 * Turns the JSON of a record into what the port takes, in place.
 *
 * @throws ServiceError - SerializationException: text that is no base64 stands for bytes.
 */
export function decodeRecord({ operation, input }: RequestRecord): void {
  decodeMembers(input, operations[operation].input);
}

/** Carries out the request of a record. */
export function carryOut(db: DynamoDb, record: RequestRecord): Promise<unknown> {
  decodeRecord(record);
  // An implementation of the port checks what is in a request.
  return db.execute(record.operation, record.input as Input<OperationName>);
}

function fault(text: string): LineContent {
  return { kind: 'fault', fault: text };
}

/** Returns parsed JSON, or `undefined` if the text is none. */
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

/** The last time that a `Date` can have is far away. */
function isTime(value: unknown): value is number {
  return isCount(value) && value <= 8.64e15;
}
