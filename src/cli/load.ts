import { parseArgs } from 'node:util';
import { checkFile } from './check-file.ts';
import { type IfExists, ifExistsChoices, loadRecords } from './load-records.ts';
import { readRecords } from './read-records.ts';
import { connect } from './remote-engine.ts';
import { chooseRemote, remoteOptions } from './remote-options.ts';
import { withRereadable } from './rereadable.ts';
import { ArgumentError } from './usage-error.ts';

/**
 * `dynarepo load`: carries out the requests in a file. Before the first one the whole file is gone over, and the engine is
 * asked for the tables that it makes.
 *
 * @throws UsageError - there is no such file, it is damaged or not whole, a table is there, or the engine refuses a request.
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
  if (!path || more.length > 0) throw new ArgumentError('load takes one file; see dynarepo load --help');
  const ifExists = readIfExists(values['if-exists']);
  const db = await connect(chooseRemote(values));
  try {
    const count = await withRereadable(path, async (file) => {
      const tables = checkFile(file, { isUnfinished: values.unfinished });
      const records = readRecords(file.path, { name: file.name, isUnfinished: true }); // its end was just checked
      return loadRecords(db, records, { name: file.name, tables, ifExists });
    });
    process.stdout.write(`${count === 1 ? '1 request was' : `${count} requests were`} carried out\n`);
  } finally {
    db.close();
  }
}

function readIfExists(text: string): IfExists {
  const choice = ifExistsChoices.find((each) => each === text);
  if (choice === undefined) throw new ArgumentError(`--if-exists takes ${ifExistsChoices.join(', ')}, not ${text}`);
  return choice;
}
