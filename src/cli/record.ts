import { decodeMembers } from '../adapters/http/decode-members.ts';
import { encodeMembers, type Members } from '../adapters/http/encode-members.ts';
import { isOperationName, operations } from '../domain/api/operations.ts';
import type { DynamoDb, Input, OperationName } from '../domain/dynamodb.ts';

/**
 * A line of the files that `dynarepo dump` writes and `dynarepo serve --data` keeps: a request, in the JSON of the HTTP
 * API. The first line of a file is {@link header}.
 */
export interface RequestRecord {
  /** When it was made, in milliseconds since 1970. */
  readonly at?: number | undefined;
  readonly operation: OperationName;
  readonly input: Members;
}

/** The first line of a file; a later form would have a greater number. */
export const header = '{"dynarepo":1}';

/** A request as a record. */
export function recordOf<N extends OperationName>(operation: N, input: Input<N>, at?: number): RequestRecord {
  return { at, operation, input: encodeMembers(input, operations[operation].input) };
}

/** A record as the line that is written, its end included. */
export function printRecord(record: RequestRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The record in a line, or `undefined` where there is none. */
export function parseRecord(line: string): RequestRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { at, operation, input } = parsed as { [Name in keyof RequestRecord]: unknown }; // whatever they are
    if (typeof operation !== 'string' || !isOperationName(operation)) return undefined;
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    if (at !== undefined && !Number.isSafeInteger(at)) return undefined;
    return { at: at as number | undefined, operation, input: input as Members }; // as was just found
  } catch {
    return undefined;
  }
}

/** Carries out the request of a record. */
export function carryOut(db: DynamoDb, { operation, input }: RequestRecord): Promise<unknown> {
  decodeMembers(input, operations[operation].input);
  // An implementation of the port checks what is in a request.
  return db.execute(operation, input as Input<OperationName>);
}
