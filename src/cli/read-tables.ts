import { readFileSync } from 'node:fs';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { operations } from '../domain/api/operation-models.ts';
import { isRecord } from '../domain/is-record.ts';
import { executeRecord, type RequestRecord } from './record.ts';
import { unknownMember } from './unknown-member.ts';
import { codeOf, reasonOf, UsageError } from './usage-error.ts';

/**
 * Reads the CreateTable requests in a file: one, or a JSON array of them. All returned requests are valid.
 *
 * @throws UsageError - the file cannot be read, or has something else.
 */
export async function readTables(path: string): Promise<RequestRecord[]> {
  const scratch = new MemoryDynamoDb();
  const requests: RequestRecord[] = [];
  for (const entry of [parse(path)].flat()) {
    const request: RequestRecord = { operation: 'CreateTable', input: isRecord(entry) ? entry : {} };
    const violation = isRecord(entry) ? await violationOf(request, scratch) : 'it is not a CreateTable request';
    requests.push(request);
    if (violation === undefined) continue;
    const { TableName } = request.input;
    const name = typeof TableName === 'string' ? ` (${TableName})` : '';
    throw new UsageError(`${path}, entry ${requests.length}${name}: ${violation}`);
  }
  return requests;
}

/** Returns why a request is invalid. Unknown members, which the service ignores, are invalid here: one may be a typing error. */
async function violationOf(request: RequestRecord, scratch: MemoryDynamoDb): Promise<string | undefined> {
  const unknown = unknownMember(request.input, operations.CreateTable.input);
  if (unknown !== undefined) return unknown;
  return executeRecord(scratch, request).then(() => undefined, reasonOf);
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${String(codeOf(error))})`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${withLine(reasonOf(error), text)}`);
  }
}

/** Returns Node's message in one line, with line and column if it has a position only. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)$/.exec(message)?.[1];
  if (position === undefined) return message.replace(/\s+/g, ' ');
  const lines = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${lines.length} column ${(lines.at(-1) ?? '').length + 1})`;
}
