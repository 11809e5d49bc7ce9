import { writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { readTables } from '../../src/cli/read-tables.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('file of --tables');

async function read(text: string): Promise<string[]> {
  const names: string[] = [];
  await withFolder(async (path) => {
    writeFileSync(path('tables.json'), text);
    const requests = await readTables(path('tables.json'));
    names.push(...requests.map(({ input }) => String(input.TableName)));
  });
  return names;
}

/** Returns the error message for a file, from its name on. */
async function errorOf(text: string): Promise<string> {
  const error: unknown = await read(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was accepted');
  return error.message.replace(/^.*?(?=tables\.json)/, '');
}

test('has an array of CreateTable requests, or one', async () => {
  assert.equal(await read(JSON.stringify([tableOf('films'), tableOf('actors')])), ['films', 'actors']);
  assert.equal(await read(JSON.stringify(tableOf('films'))), ['films']);
  assert.equal(await read('[]'), []);
});

const index = { IndexName: 'byId', KeySchema: tableOf('x').KeySchema, Projection: { ProjectionType: 'ALL' } };
const invalidTables: readonly (readonly [string, unknown, string])[] = [
  ['a value that DynamoDB rejects', { BillingMode: 'FREE' }, 'ValidationException: '],
  ['a member that the emulator does not support', { StreamSpecification: { StreamEnabled: true } }, 'CreateTable '],
  ['an unknown member', { Colour: 'red' }, 'CreateTable has no member Colour'],
  [
    'a misspelled member',
    { GlobalSecondaryIndex: [index] },
    'CreateTable has no member GlobalSecondaryIndex; did you mean "GlobalSecondaryIndexes"?',
  ],
  [
    'a misspelled member of an index',
    { GlobalSecondaryIndexes: [{ ...index, Projection: { projectiontype: 'ALL' } }] },
    'GlobalSecondaryIndexes[0].Projection has no member projectiontype; did you mean "ProjectionType"?',
  ],
];
for (const [defect, members, reason] of invalidTables) {
  test(`is rejected with file, entry and table for ${defect}`, async () => {
    const message = await errorOf(JSON.stringify([tableOf('actors'), { ...tableOf('users'), ...Object(members) }]));
    assert.ok(message.startsWith(`tables.json, entry 2 (users): ${reason}`), message);
  });
}

test('is rejected for an entry that is not a request, and for a duplicate table', async () => {
  assert.is(
    await errorOf(JSON.stringify([tableOf('films'), 3])),
    'tables.json, entry 2: it is not a CreateTable request',
  );
  const twice = await errorOf(JSON.stringify([tableOf('films'), tableOf('films')]));
  assert.match(twice, 'tables.json, entry 2 (films): ResourceInUseException: ');
});

test('is rejected with the position if it is not JSON', async () => {
  const message = await errorOf('[\n  {"TableName": "films",}\n]');
  assert.match(message, /^tables\.json is not JSON: .* at position 26 \(line 2 column 25\)$/);
  assert.match(await errorOf('[\n {"TableName": films}\n]'), /^tables\.json is not JSON: .*$/);
});

test.run();
