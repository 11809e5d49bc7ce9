import * as assert from 'uvu/assert';
import { parseTableFile } from '../../../src/cli/table-files/parse-table-file.ts';
import { parseText } from '../../../src/cli/table-files/parse-text.ts';
import { findUnresolved } from '../../../src/cli/table-files/unresolved.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { suite } from '../../support/suite.ts';

const test = suite('tables of a serverless.yml');

const context = { region: 'eu-west-1', parameters: new Map<string, string>() };

const head = `service: films
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
custom:
  table: \${self:service}-\${self:provider.stage}
  units: { read: 5 }
  loop: \${self:custom.loop}
`;

const tableNamed = (name: string) => `
    Films:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: ${name}
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
        KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;

async function tablesOf(text: string) {
  return parseTableFile(await parseText(text, true), context).tables;
}

const names: readonly (readonly [text: string, name: string])[] = [
  ['films', 'films'],
  ['${self:custom.table}', 'films-dev'],
  ["${self:custom.missing, 'other'}", 'other'],
  ["${env:TABLE, 'films'}", 'films'],
  ['${self:custom.missing, self:service}-x', 'films-x'],
  ["!Sub '${self:service}-${AWS::Region}'", 'films-eu-west-1'],
  ['${aws:region}-films', 'eu-west-1-films'],
  ["${self:custom.${self:custom.missing, 'table'}}", 'films-dev'],
];
for (const [text, name] of names) {
  test(`have the name ${text}`, async () => {
    const [table] = await tablesOf(`${head}resources:\n  Resources:${tableNamed(text)}`);
    assert.is(table?.input.TableName, name);
    assert.is(table?.location, 'resource Films');
  });
}

const unresolved: readonly (readonly [text: string, source: string])[] = [
  ['${env:TABLE}', '${env:TABLE}'],
  ['${opt:table}-x', '${opt:table}'],
  ['${self:custom.missing}', '${self:custom.missing}'],
  ['${self:custom.units}-x', '${self:custom.units}'],
  ['${file(./names.yml):films}', '${file(./names.yml):films}'],
  ["!Sub '${ssm:/name}-${AWS::Region}'", '${ssm:/name}'],
];
for (const [text, source] of unresolved) {
  test(`have a name that cannot be resolved locally: ${text}`, async () => {
    const [table] = await tablesOf(`${head}resources:\n  Resources:${tableNamed(text)}`);
    assert.equal(findUnresolved(table?.input), { path: 'TableName', source });
  });
}

test('have a name that refers to itself', async () => {
  const [table] = await tablesOf(`${head}resources:\n  Resources:${tableNamed('${self:custom.loop}')}`);
  assert.ok(findUnresolved(table?.input) !== undefined);
});

test('are in one of several resources', async () => {
  const list = `resources:\n  - Parameters: { Stage: { Type: String, Default: x } }\n  - Resources:${tableNamed('!Ref Stage')}`;
  const [table] = await tablesOf(head + list.replaceAll('\n    ', '\n      '));
  assert.is(table?.input.TableName, 'x');
});

test('cannot be in another file', async () => {
  for (const [resources, message] of [
    ['${file(tables.yml)}', /^resources: \$\{file\(tables\.yml\)\} cannot be resolved locally$/],
    ['\n  - ${file(tables.yml)}', /^resources: \$\{file\(tables\.yml\)\} cannot be resolved locally$/],
    [
      '\n  Resources: ${file(tables.yml):Resources}',
      /^resources\.Resources: \$\{file\(tables\.yml\):Resources\} cannot/,
    ],
  ] as const) {
    const error: unknown = await tablesOf(`${head}resources: ${resources}\n`).catch((thrown: unknown) => thrown);
    if (!(error instanceof UsageError)) throw new Error('it was accepted');
    assert.match(error.message, message);
  }
});

test.run();
