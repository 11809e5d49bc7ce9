import { writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { readTables } from '../../src/cli/read-tables.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('files of tables');

async function read(text: string): Promise<string[]> {
  const names: string[] = [];
  await withFolder(async (path) => {
    writeFileSync(path('tables.json'), text);
    const requests = await readTables(path('tables.json'));
    names.push(...requests.map(({ input }) => String(input.TableName)));
  });
  return names;
}

/** What is said of a file that is refused, from its name on. */
async function refusalOf(text: string): Promise<string> {
  const error: unknown = await read(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was taken');
  return error.message.replace(/^.*?(?=tables\.json)/, '');
}

test('hold an array of CreateTable requests, or one', async () => {
  assert.equal(await read(JSON.stringify([tableOf('films'), tableOf('actors')])), ['films', 'actors']);
  assert.equal(await read(JSON.stringify(tableOf('films'))), ['films']);
  assert.equal(await read('[]'), []);
});

const index = { IndexName: 'byId', KeySchema: tableOf('x').KeySchema, Projection: { ProjectionType: 'ALL' } };
const refusals: readonly (readonly [string, unknown, string])[] = [
  ['what the service refuses', { BillingMode: 'FREE' }, 'ValidationException: '],
  ['what the memory does not have', { StreamSpecification: { StreamEnabled: true } }, 'CreateTable '],
  ['a member that there is not', { Colour: 'red' }, 'CreateTable has no member Colour'],
  [
    'a slip',
    { GlobalSecondaryIndex: [index] },
    'CreateTable has no member GlobalSecondaryIndex; did you mean "GlobalSecondaryIndexes"?',
  ],
  [
    'a slip within an index',
    { GlobalSecondaryIndexes: [{ ...index, Projection: { projectiontype: 'ALL' } }] },
    'GlobalSecondaryIndexes[0].Projection has no member projectiontype; did you mean "ProjectionType"?',
  ],
];
for (const [what, members, reason] of refusals) {
  test(`are refused with file, entry and table for ${what}`, async () => {
    const refusal = await refusalOf(JSON.stringify([tableOf('actors'), { ...tableOf('users'), ...Object(members) }]));
    assert.ok(refusal.startsWith(`tables.json, entry 2 (users): ${reason}`), refusal);
  });
}

test('are refused for an entry that is no request, and for a table that is there twice', async () => {
  assert.is(
    await refusalOf(JSON.stringify([tableOf('films'), 3])),
    'tables.json, entry 2: it is no CreateTable request',
  );
  const twice = await refusalOf(JSON.stringify([tableOf('films'), tableOf('films')]));
  assert.match(twice, 'tables.json, entry 2 (films): ResourceInUseException: ');
});

test('tell where they are no JSON', async () => {
  const refusal = await refusalOf('[\n  {"TableName": "films",}\n]');
  assert.match(refusal, /^tables\.json is no JSON: .* at position 26 \(line 2 column 25\)$/);
  assert.match(await refusalOf('[\n {"TableName": films}\n]'), /^tables\.json is no JSON: .*$/);
});

test.run();
