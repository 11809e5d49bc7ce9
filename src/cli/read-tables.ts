import { readFileSync } from 'node:fs';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { operations } from '../domain/api/operation-models.ts';
import { isRecord } from '../domain/is-record.ts';
import { carryOut, type RequestRecord } from './record.ts';
import { unknownMember } from './unknown-member.ts';
import { codeOf, reasonOf, UsageError } from './usage-error.ts';

/**
 * The CreateTable requests in a file: one, or a JSON array of them. All of them were found to be good.
 *
 * @throws UsageError - the file is not there, or holds something else.
 */
export async function readTables(path: string): Promise<RequestRecord[]> {
  const scratch = new MemoryDynamoDb();
  const requests: RequestRecord[] = [];
  for (const entry of [parse(path)].flat()) {
    const request: RequestRecord = { operation: 'CreateTable', input: isRecord(entry) ? entry : {} };
    const problem = isRecord(entry) ? await problemOf(request, scratch) : 'it is no CreateTable request';
    requests.push(request);
    if (problem === undefined) continue;
    const { TableName } = request.input;
    const name = typeof TableName === 'string' ? ` (${TableName})` : '';
    throw new UsageError(`${path}, entry ${requests.length}${name}: ${problem}`);
  }
  return requests;
}

/** Why a request is not good. The service ignores members that it does not know; here no index gets lost to a slip. */
async function problemOf(request: RequestRecord, scratch: MemoryDynamoDb): Promise<string | undefined> {
  const unknown = unknownMember(request.input, operations.CreateTable.input);
  if (unknown !== undefined) return unknown;
  return carryOut(scratch, request).then(() => undefined, reasonOf);
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
    throw new UsageError(`${path} is no JSON: ${withLine(reasonOf(error), text)}`);
  }
}

/** Node's own message in one line, with line and column where it gives a position only. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)$/.exec(message)?.[1];
  if (position === undefined) return message.replace(/\s+/g, ' ');
  const lines = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${lines.length} column ${(lines.at(-1) ?? '').length + 1})`;
}
