import { spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';

/** Where a command runs, and what it has in its environment beside what this process has. */
export interface CommandOptions {
  readonly folder?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs a command to its end, and gives what it wrote.
 *
 * @throws Error - it did not end well; the message has all that it wrote.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  { folder, environment }: CommandOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...inheritedEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: Buffer[] = [];
  collect(child.stdout, written);
  collect(child.stderr, written);
  const end = await new Promise<string | number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown'));
  });
  const output = Buffer.concat(written).toString();
  if (end !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${end}:\n${output}`);
  return output;
}

/** Why a command cannot be run on this machine; `undefined` where it can. */
export function whyAbsent([command = '', ...args]: readonly string[]): string | undefined {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  return error === undefined && status === 0
    ? undefined
    : `this machine has no ${command}, as \`${[command, ...args].join(' ')}\` fails`;
}

/** What the person at this machine has set up for AWS is left out, so that no program goes where it should not. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
}

function collect(stream: Readable, written: Buffer[]): void {
  stream.on('data', (chunk: Buffer) => written.push(chunk));
}
