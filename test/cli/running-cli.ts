import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Result of a run of `dynarepo`. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A run of `dynarepo` in a separate process. */
export interface Running {
  /** The address that it prints. */
  readonly endpoint: Promise<string>;
  readonly ended: Promise<Ended>;
  readonly process: ChildProcess;
}

const command: readonly string[] = [process.execPath, '--import', 'tsx', entry];

/** Runs `dynarepo` with arguments. */
export function run(...args: string[]): Running {
  return start([...command, ...args]);
}

/** Runs `dynarepo` in a shell after another command, such as one that sets a limit. */
export function runInShell(before: string, ...args: string[]): Running {
  return start(['sh', '-c', `${before}\nexec "$@"`, 'sh', ...command, ...args]);
}

function start([program = '', ...args]: readonly string[]): Running {
  const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { output: '', errors: '' };
  let resolveEndpoint: (endpoint: string) => void = () => {};
  const endpoint = new Promise<string>((resolve, reject) => {
    resolveEndpoint = resolve;
    started.once('close', () => reject(new Error(`it ended before it listened: ${texts.errors}`)));
  });
  // Most callers don't use the address.
  endpoint.catch(() => {});
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.output += text;
    const [found] = /http:\/\/[\w.:]+/.exec(texts.output) ?? [];
    if (found !== undefined) resolveEndpoint(found);
  });
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.errors += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    started.once('close', (code) => resolve({ code, ...texts }));
  });
  return { endpoint, ended, process: started };
}

/** Calls `use` with a temporary folder. */
export async function withFolder(use: (path: (name: string) => string) => unknown): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dynarepo-cli-')));
  try {
    await use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends a request to a server and returns the status and the members of its response. */
export async function send(endpoint: string, operation: string, input: object = {}, key = 'key') {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const members: unknown = JSON.parse(await response.text());
  return { status: response.status, members };
}

/** Returns the CreateTable input for a table with the partition key `id`. */
export function tableOf(TableName: string) {
  return {
    TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
    BillingMode: 'PAY_PER_REQUEST' as const,
  };
}
