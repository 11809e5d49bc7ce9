#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { DynarepoError } from '../domain/errors.ts';
import { ownProperty } from '../domain/own-property.ts';
import { dump } from './dump.ts';
import { dumpHelp, loadHelp, mainHelp, serveHelp } from './help.ts';
import { load } from './load.ts';
import { serve } from './serve.ts';
import { ArgumentError, codeOf, reasonOf, UsageError } from './usage-error.ts';

interface Command {
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  serve: { help: serveHelp, run: serve },
  dump: { help: dumpHelp, run: dump },
  load: { help: loadHelp, run: load },
};

// Where nobody reads any more what is written, as behind `| head`, a server goes on all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await main(process.argv.slice(2));

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  const command = ownProperty(commands, name);
  const given = new Set([name, ...args]);
  if (name === 'help' || given.has('--help') || given.has('-h')) {
    process.stdout.write(command?.help ?? mainHelp);
    return 0;
  }
  if (given.has('--version') || given.has('-v')) {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (command === undefined) return complain(`there is no command ${name}; see dynarepo --help`, 2);
  try {
    await command.run(args);
    return 0;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return 1; // not all of it was wanted
    if (error instanceof ArgumentError) return complain(error.message, 2);
    if (error instanceof UsageError || error instanceof DynarepoError) return complain(reasonOf(error), 1);
    if (String(codeOf(error)).startsWith('ERR_PARSE_ARGS')) {
      const [reason = ''] = String(Reflect.get(Object(error), 'message')).split(/\.\s/, 1);
      return complain(`${reason}; see dynarepo ${name} --help`, 2);
    }
    throw error;
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(Reflect.get(Object(manifest), 'version'));
}

function complain(message: string, exitCode: number): number {
  process.stderr.write(`dynarepo: ${message}\n`);
  return exitCode;
}
