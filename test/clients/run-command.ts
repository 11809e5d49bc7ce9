import { spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';

/** The working folder of a command, and its environment variables in addition to those of this process. */
export interface CommandOptions {
  readonly folder?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs a command and returns its output.
 *
 * @throws Error - the command failed; the message contains its output.
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

/** Returns the reason why a command cannot run on this machine; `undefined` if it can. */
export function whyAbsent([command = '', ...args]: readonly string[]): string | undefined {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  return error === undefined && status === 0
    ? undefined
    : `this machine has no ${command}, as \`${[command, ...args].join(' ')}\` fails`;
}

/** Returns the environment without the user's settings for AWS, so that no program connects to AWS. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
}

function collect(stream: Readable, written: Buffer[]): void {
  stream.on('data', (chunk: Buffer) => written.push(chunk));
}
