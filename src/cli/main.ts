#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { DynarepoError } from '../domain/errors.ts';
import { ownProperty } from '../domain/own-property.ts';
import { advance } from './advance.ts';
import { dump } from './dump.ts';
import { advanceHelp, dumpHelp, loadHelp, mainHelp, serveHelp, splitShardHelp, sweepHelp, tokensHelp } from './help.ts';
import { load } from './load.ts';
import { serve } from './serve.ts';
import { splitShard } from './split-shard.ts';
import { sweep } from './sweep.ts';
import { tokens } from './tokens.ts';
import { ArgumentError, codeOf, reasonOf, UsageError } from './usage-error.ts';

interface Command {
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  serve: { help: serveHelp, run: serve },
  dump: { help: dumpHelp, run: dump },
  load: { help: loadHelp, run: load },
  advance: { help: advanceHelp, run: advance },
  sweep: { help: sweepHelp, run: sweep },
  'split-shard': { help: splitShardHelp, run: splitShard },
  tokens: { help: tokensHelp, run: tokens },
};

// A server keeps running when the reader of its output has gone, as with `| head`.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await main(process.argv.slice(2));

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  const command = ownProperty(commands, name);
  const words = new Set([name, ...args]);
  if (name === 'help' || words.has('--help') || words.has('-h')) {
    process.stdout.write(command?.help ?? mainHelp);
    return 0;
  }
  if (words.has('--version') || words.has('-v')) {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (command === undefined) return reportError(`unknown command ${name}; see dynarepo --help`, 2);
  try {
    await command.run(args);
    return 0;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return 1; // the reader has closed the pipe
    if (error instanceof ArgumentError) return reportError(error.message, 2);
    if (error instanceof UsageError || error instanceof DynarepoError) return reportError(reasonOf(error), 1);
    if (String(codeOf(error)).startsWith('ERR_PARSE_ARGS')) {
      const [reason = ''] = String(Reflect.get(Object(error), 'message')).split(/\.\s/, 1);
      return reportError(`${reason}; see dynarepo ${name} --help`, 2);
    }
    throw error;
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(Reflect.get(Object(manifest), 'version'));
}

function reportError(message: string, exitCode: number): number {
  process.stderr.write(`dynarepo: ${message}\n`);
  return exitCode;
}
