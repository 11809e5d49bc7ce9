import { parseArgs } from 'node:util';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { systemClock } from '../domain/environment.ts';
import { type CheckOptions, checkFile } from './check-file.ts';
import { LeftOut } from './left-out.ts';
import { type IfExists, ifExistsChoices, loadRecords } from './load-records.ts';
import { Progress } from './progress.ts';
import { readRecords } from './read-records.ts';
import type { RecordCounts } from './record-counts.ts';
import { connect, nameOf } from './remote-engine.ts';
import { chooseRemote, remoteOptions } from './remote-options.ts';
import { type Rereadable, withRereadable } from './rereadable.ts';
import { ArgumentError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * `dynarepo load`: executes the requests in a file, after checking the whole file and which of its tables exist.
 *
 * @throws UsageError - the file is missing, damaged or cut off, a table exists, or the engine rejects a request.
 */
export async function load(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...remoteOptions,
      'if-exists': { type: 'string', default: 'fail' },
      unfinished: { type: 'boolean', default: false },
    },
  });
  const [path, ...more] = positionals;
  if (!path || more.length > 0) throw new ArgumentError('load requires one file; see dynarepo load --help');
  const ifExists = parseIfExists(values['if-exists']);
  const remote = chooseRemote(values);
  const db = await connect(remote);
  const leftOut = new LeftOut();
  try {
    const counts = await withRereadable(path, (file) =>
      loadFile(db, file, { ifExists, isUnfinished: values.unfinished, leftOut }),
    );
    const warning = leftOut.warning(nameOf(remote));
    if (warning !== undefined) warn(warning);
    warn(counts.summary(nameOf(remote)));
  } finally {
    db.close();
  }
}

interface LoadFileOptions extends CheckOptions {
  readonly ifExists: IfExists;
  readonly leftOut: LeftOut;
}

async function loadFile(
  db: DynamoDb,
  file: Rereadable,
  { ifExists, isUnfinished, leftOut }: LoadFileOptions,
): Promise<RecordCounts> {
  const content = checkFile(file, { isUnfinished });
  const records = readRecords(file.path, { name: file.name, isUnfinished: true }); // checkFile has checked the end
  const progress = new Progress({ stream: process.stderr, clock: systemClock, total: content.items });
  try {
    const onWritten = (items: number) => progress.add(items);
    return await loadRecords(db, records, { name: file.name, content, ifExists, leftOut, onWritten });
  } finally {
    progress.clear();
  }
}

function parseIfExists(text: string): IfExists {
  const choice = ifExistsChoices.find((each) => each === text);
  if (choice === undefined)
    throw new ArgumentError(`--if-exists requires one of ${ifExistsChoices.join(', ')}, not ${text}`);
  return choice;
}
