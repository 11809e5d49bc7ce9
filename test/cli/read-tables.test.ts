import { writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { readTables } from '../../src/cli/read-tables.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('files of --tables');

type Read = Awaited<ReturnType<typeof readTables>>;

/** Reads files with these texts: `tables.json`, `tables2.json` and so on. */
async function read(texts: readonly string[], parameters: Record<string, string> = {}): Promise<Read> {
  const results: Read[] = [];
  await withFolder(async (path) => {
    const paths = texts.map((text, index) => {
      const file = path(`tables${index === 0 ? '' : index + 1}.json`);
      writeFileSync(file, text);
      return file;
    });
    results.push(
      await readTables(paths, { region: 'us-east-1', parameters: new Map(Object.entries(parameters)) }).catch(
        (error: unknown) => {
          if (!(error instanceof UsageError)) throw error;
          throw new UsageError(error.message.replaceAll(path(''), ''));
        },
      ),
    );
  });
  const [result] = results;
  if (result === undefined) throw new Error('nothing was read');
  return result;
}

const namesIn = ({ requests }: Read) => requests.map(({ input }) => input.TableName);

/** Returns the error message for a file. */
async function errorOf(text: string, parameters: Record<string, string> = {}): Promise<string> {
  const error: unknown = await read([text], parameters).catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was accepted');
  return error.message.replace(/^\//, '');
}

test('have one CreateTable request, an array, or several files', async () => {
  assert.equal(namesIn(await read([JSON.stringify([tableOf('films'), tableOf('actors')])])), ['films', 'actors']);
  assert.equal(namesIn(await read([JSON.stringify(tableOf('films'))])), ['films']);
  assert.equal(namesIn(await read(['[]'])), []);
  assert.equal(namesIn(await read(['films', 'actors'].map((name) => JSON.stringify(tableOf(name))))), [
    'films',
    'actors',
  ]);
});

const index = { IndexName: 'byId', KeySchema: tableOf('x').KeySchema, Projection: { ProjectionType: 'ALL' } };
const invalidTables: readonly (readonly [string, unknown, string])[] = [
  ['a value that DynamoDB rejects', { BillingMode: 'FREE' }, 'ValidationException: '],
  ['indexes that the emulator does not support', { VectorIndexes: [] }, 'CreateTable with VectorIndexes '],
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
  test(`are rejected with file, entry and table for ${defect}`, async () => {
    const message = await errorOf(JSON.stringify([tableOf('actors'), { ...tableOf('users'), ...Object(members) }]));
    assert.ok(message.startsWith(`tables.json: entry 2 (users): ${reason}`), message);
  });
}

test('are rejected for an entry that is not a request, and for a duplicate table', async () => {
  assert.is(
    await errorOf(JSON.stringify([tableOf('films'), 3])),
    'tables.json: entry 2: it is not a CreateTable request',
  );
  const twice = await errorOf(JSON.stringify([tableOf('films'), tableOf('films')]));
  assert.match(twice, 'tables.json: entry 2 (films): ResourceInUseException: ');
});

test('are rejected with the position if they are not JSON', async () => {
  const message = await errorOf('[\n  {"TableName": "films",}\n]');
  assert.match(message, /^tables\.json: it is not JSON: .* at position 26 \(line 2 column 25\)$/);
  assert.match(await errorOf('[\n {"TableName": films}\n]'), /^tables\.json: it is not JSON: .*$/);
});

test('are reported in one warning for settings that the emulator does not support', async () => {
  const KinesisStreamSpecification = { StreamArn: { 'Fn::ImportValue': 'stream' } };
  const properties = (name: string) => ({ ...tableOf(name), KinesisStreamSpecification });
  const template = {
    Resources: {
      Films: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          ...properties('films'),
          TableClass: 'STANDARD_INFREQUENT_ACCESS',
          SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { Ref: 'Key' } },
        },
      },
      Actors: { Type: 'AWS::DynamoDB::Table', Properties: properties('actors') },
    },
  };
  const { requests, warning = '' } = await read([JSON.stringify(template)]);
  assert.equal(requests, [
    { operation: 'CreateTable', input: { ...tableOf('films'), TableClass: 'STANDARD_INFREQUENT_ACCESS' } },
    { operation: 'CreateTable', input: tableOf('actors') },
  ]);
  assert.match(
    warning,
    /tables\.json: the emulator does not apply these settings: SSESpecification \(films\); KinesisStreamSpecification \(films, actors\)$/,
  );
  assert.is((await read([JSON.stringify(tableOf('films'))])).warning, undefined);
});

test('are reported without the settings of a CreateTable request that the emulator does not support', async () => {
  const files = { ...tableOf('films'), ResourcePolicy: '{}' };
  const { requests, warning = '' } = await read([JSON.stringify(files)]);
  assert.equal(requests, [{ operation: 'CreateTable', input: tableOf('films') }]);
  assert.match(warning, 'ResourcePolicy (films)');
});

const template = (properties: object) =>
  JSON.stringify({
    Parameters: { Stage: { Type: 'String' } },
    Resources: { Films: { Type: 'AWS::DynamoDB::Table', Properties: { ...tableOf('films'), ...properties } } },
  });

const unresolved: readonly (readonly [string, object, string])[] = [
  ['a name', { TableName: { Ref: 'Stage' } }, 'TableName has Ref Stage (set it with --parameter Stage=VALUE), which'],
  [
    'a key',
    { KeySchema: [{ AttributeName: { 'Fn::ImportValue': 'key' }, KeyType: 'HASH' }] },
    'KeySchema[0].AttributeName has Fn::ImportValue, which',
  ],
  [
    'a type',
    { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: '{{resolve:ssm:/type}}' }] },
    'AttributeDefinitions[0].AttributeType has {{resolve:ssm:/type}}, which',
  ],
  ['an index', { GlobalSecondaryIndexes: { 'Fn::Transform': {} } }, 'GlobalSecondaryIndexes has Fn::Transform, which'],
];
for (const [what, properties, reason] of unresolved) {
  test(`are rejected for ${what} that cannot be resolved locally`, async () => {
    const message = await errorOf(template(properties));
    assert.is(message, `tables.json: resource Films: ${reason} cannot be resolved locally`);
  });
}

test('take parameters, and reject one that no template has', async () => {
  const named = template({ TableName: { 'Fn::Sub': '${Stage}-films' } });
  assert.equal(namesIn(await read([named], { Stage: 'test', 'AWS::StackName': 'x' })), ['test-films']);
  assert.is(await errorOf(named, { Stage: 'test', Stag: 'x' }), '--parameter Stag: no template has this parameter');
});

test('have on-demand billing if their throughput cannot be resolved locally', async () => {
  const ProvisionedThroughput = { ReadCapacityUnits: { Ref: 'Stage' }, WriteCapacityUnits: 1 };
  const { requests, warning = '' } = await read([template({ BillingMode: 'PROVISIONED', ProvisionedThroughput })]);
  assert.equal(requests, [{ operation: 'CreateTable', input: tableOf('films') }]);
  assert.match(warning, 'ProvisionedThroughput (films)');
});

test.run();
