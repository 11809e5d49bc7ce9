import { parseArgs } from 'node:util';
import { checkFile } from './check-file.ts';
import { type IfExists, ifExistsChoices, loadRecords } from './load-records.ts';
import { readRecords } from './read-records.ts';
import { connect } from './remote-engine.ts';
import { chooseRemote, remoteOptions } from './remote-options.ts';
import { withRereadable } from './rereadable.ts';
import { ArgumentError } from './usage-error.ts';

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
  const db = await connect(chooseRemote(values));
  try {
    const count = await withRereadable(path, async (file) => {
      const tables = checkFile(file, { isUnfinished: values.unfinished });
      const records = readRecords(file.path, { name: file.name, isUnfinished: true }); // checkFile has checked the end
      return loadRecords(db, records, { name: file.name, tables, ifExists });
    });
    process.stdout.write(`executed ${count} request${count === 1 ? '' : 's'}\n`);
  } finally {
    db.close();
  }
}

function parseIfExists(text: string): IfExists {
  const choice = ifExistsChoices.find((each) => each === text);
  if (choice === undefined)
    throw new ArgumentError(`--if-exists requires one of ${ifExistsChoices.join(', ')}, not ${text}`);
  return choice;
}
