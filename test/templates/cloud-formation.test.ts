import { createTableInput, entity, string, type Table, table } from 'dynarepo';
import { logicalId, toCloudFormation } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { parseTemplate } from '../../src/cli/table-files/cloudformation-template.ts';
import { badInput } from '../repositories/open-repository.ts';
import { suite } from '../support/suite.ts';
import { App, Complete, Customer, Invoice, Odd, Session, Shape } from './definitions.ts';

const test = suite('toCloudFormation');

const named = (name: string): Table => table(name, { key: { partition: 'id' } });
const call = (...input: readonly unknown[]) => badInput(() => Reflect.apply(toCloudFormation, undefined, input));
const resource = (properties: object) => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: properties,
});

test('returns the table of an entity with its time to live, and keeps it when the stack is deleted', () => {
  assert.equal(toCloudFormation(Session), {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      SessionsTable: resource({
        TableName: 'sessions',
        AttributeDefinitions: [
          { AttributeName: 'session-id', AttributeType: 'B' },
          { AttributeName: 'user', AttributeType: 'S' },
          { AttributeName: 'startedAt', AttributeType: 'S' },
        ],
        KeySchema: [{ AttributeName: 'session-id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-user',
            KeySchema: [
              { AttributeName: 'user', KeyType: 'HASH' },
              { AttributeName: 'startedAt', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      }),
    },
  });
});

test('returns every setting of a table', () => {
  const { Properties: properties } = toCloudFormation(Complete).Resources.CompleteTable ?? {};
  const { StreamSpecification, ...others } = createTableInput(Complete);
  assert.equal(properties, {
    ...others,
    StreamSpecification: { StreamViewType: StreamSpecification?.StreamViewType },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  });
});

for (const source of [App, Complete, Odd, Session, Shape]) {
  test(`a template is read as the CreateTable input it was made from: ${source.name}`, () => {
    const template: unknown = JSON.parse(JSON.stringify(toCloudFormation(source)));
    const [parsed] = parseTemplate(Object(template), { region: 'eu-west-1', parameters: new Map() }).tables;
    assert.equal(parsed?.input, createTableInput(source));
  });
}

test('several entities of a table stand for it once', () => {
  assert.equal(toCloudFormation([Customer, App, Invoice, Customer]), toCloudFormation([App]));
  const ids = Object.keys(toCloudFormation([Shape, Invoice, Session, Session]).Resources);
  assert.equal(ids, ['ShapesTable', 'AppTable', 'SessionsTable']);
});

test('definitions of a table may list their indexes in another order', () => {
  const attributes = { id: string(), one: string(), two: string() };
  const [one, two] = [{ partition: 'one' }, { partition: 'two' }] as const;
  const First = entity('First', { table: 'both', attributes, key: { partition: 'id' }, indexes: { one, two } });
  const Second = entity('Second', { table: 'both', attributes, key: { partition: 'id' }, indexes: { two, one } });
  assert.equal(toCloudFormation([First, Second]), toCloudFormation(First));
});

test('rejects definitions of a table that differ, with the members', async () => {
  const other = table('app', { key: { partition: 'pk' }, stream: 'KEYS_ONLY' });
  assert.is(
    await call([App, other]),
    'toCloudFormation: definitions of the table app have different AttributeDefinitions, KeySchema, GlobalSecondaryIndexes; define it once, with table()',
  );
  const swapped = table('app', {
    key: { partition: 'sk', sort: 'pk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
    stream: 'KEYS_ONLY',
  });
  assert.match(await call([App, swapped]), 'have different KeySchema;');
});

test('makes logical ids of letters and digits from the name alone', () => {
  const ids = ['users', 'app-users_v2.EU', '9lives', '...', '__proto__', 'constructor'].map(logicalId);
  assert.equal(ids, ['UsersTable', 'AppUsersV2EUTable', '9livesTable', 'Table', 'ProtoTable', 'ConstructorTable']);
  assert.equal(Object.keys(toCloudFormation([named('...'), named('__proto__')]).Resources), ['Table', 'ProtoTable']);
});

test('rejects tables with the same logical id unless one is given', async () => {
  const tables = [named('my-users'), named('my.users')];
  assert.is(await call(tables), 'the tables my-users and my.users have the same logical id: MyUsersTable');
  const { Resources } = toCloudFormation(tables, { logicalId: (name) => (name === 'my.users' ? 'Dotted' : 'Dashed') });
  assert.equal(Object.keys(Resources), ['Dashed', 'Dotted']);
});

test('rejects logical ids that CloudFormation rejects', async () => {
  const long = named('x'.repeat(255));
  assert.match(await call(long), 'must have 1 to 255 of the characters a-z, A-Z and 0-9 (option logicalId');
  assert.equal(Object.keys(toCloudFormation(long, { logicalId: () => 'Long' }).Resources), ['Long']);
  for (const id of ['my-table', '', '__proto__', undefined, 7, 'é']) {
    assert.match(await call(App, { logicalId: () => id }), 'the logical id of the table app');
  }
});

test('names tables by a callback, with parameters', () => {
  const prefixed = toCloudFormation(App, { table: (name) => `prod-${name}` });
  assert.is(prefixed.Resources.AppTable?.Properties.TableName, 'prod-app');
  assert.is(prefixed.Parameters, undefined);
  const staged = toCloudFormation(App, { table: (name) => `\${Stage}-\${AWS::StackName}-${name}` });
  assert.equal(staged.Resources.AppTable?.Properties.TableName, { 'Fn::Sub': '${Stage}-${AWS::StackName}-app' });
  assert.equal(staged.Parameters, { Stage: { Type: 'String' } });
  const parameters = { Stage: { Default: 'dev' }, Team: { Type: 'AWS::SSM::Parameter::Value<String>' } };
  const both = toCloudFormation([App, Session], { table: (name) => `\${Stage}-\${Team}-${name}`, parameters });
  assert.equal(both.Parameters, { Stage: { Type: 'String', Default: 'dev' }, Team: parameters.Team });
});

test('leaves the name to CloudFormation if the callback returns none', () => {
  const { Resources } = toCloudFormation([App, Session], { table: () => undefined });
  assert.equal(
    Object.values(Resources).map(({ Properties }) => 'TableName' in Properties),
    [false, false],
  );
});

test('a template with a parameter is read with its value', () => {
  const template = toCloudFormation(App, { table: (name) => `\${Stage}-${name}` });
  const parameters = new Map([['Stage', 'test']]);
  const [parsed] = parseTemplate(Object(template), { region: 'eu-west-1', parameters }).tables;
  assert.equal(parsed?.input, { ...createTableInput(App), TableName: 'test-app' });
});

test('rejects names that cannot be those of tables', async () => {
  const invalid = [
    'a b',
    'ab',
    '',
    'x'.repeat(256),
    '${Stage',
    '${}-app',
    '${!Literal}',
    '${Stage}/app',
    '${A.Arn}x',
    7,
    null,
  ];
  for (const name of invalid) {
    assert.match(await call(App, { table: () => name }), 'the name of the table app must have 3 to 255', String(name));
  }
});

test('rejects tables with the same name', async () => {
  assert.is(
    await call([App, Session], { table: () => 'same' }),
    'the tables app and sessions have the same name: "same"',
  );
  const tableName = () => '${Stage}-same';
  assert.match(await call([App, Session], { table: tableName }), 'the tables app and sessions have the same name:');
});

test('rejects parameters without use, and those called like a table', async () => {
  const tableName = (name: string) => `\${Stage}-${name}`;
  assert.match(await call(App, { parameters: { Stage: {} } }), 'no name of a table refers to the parameter Stage');
  assert.match(await call(App, { table: tableName, parameters: { stage: {} } }), 'refers to the parameter stage');
  assert.match(
    await call(App, { table: tableName, logicalId: () => 'Stage' }),
    'Stage is both a parameter and the logical id',
  );
  assert.match(
    await call(App, { table: tableName, parameters: { Stage: null } }),
    'the parameter Stage must be an object',
  );
});

test('checks the members of parameters, and copies them', async () => {
  const options = (stage: unknown) => ({ table: (name: string) => `\${Stage}-${name}`, parameters: { Stage: stage } });
  for (const stage of [
    { Defalt: 'dev' },
    { Default: 1 },
    { AllowedValues: 'dev' },
    { AllowedValues: [1] },
    { Type: null },
  ]) {
    const message = await badInput(() => Reflect.apply(toCloudFormation, undefined, [App, options(stage)]));
    assert.match(message, /the parameter Stage/);
  }
  const AllowedValues = ['dev', 'prod'];
  const template = Reflect.apply(toCloudFormation, undefined, [App, options({ Type: undefined, AllowedValues })]);
  assert.equal(template.Parameters, { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] } });
  AllowedValues.push('test');
  assert.equal(template.Parameters?.Stage?.AllowedValues, ['dev', 'prod']);
});

test('a parameter may have the name of an inherited property', () => {
  const { Parameters } = toCloudFormation(App, { table: (name) => `\${constructor}-${name}`, parameters: {} });
  assert.is(JSON.stringify(Parameters), '{"constructor":{"Type":"String"}}');
});

test('rejects names that CloudFormation would replace', async () => {
  const secret = table('app', { key: { partition: '{{resolve:ssm:secret}}' } });
  assert.match(await call(secret), 'has a name or tag with "{{resolve:"');
});

test('rejects what is neither table nor entity, and no table at all', async () => {
  assert.is(await call([]), 'toCloudFormation needs at least one table or entity');
  for (const source of [undefined, null, 'app', {}, [[App]]]) {
    assert.match(await call([source]), 'toCloudFormation needs a table or an entity, but got');
  }
});

test('every call returns new objects', () => {
  const template = toCloudFormation(Complete);
  const { Properties } = template.Resources.CompleteTable ?? {};
  Object.assign(Object(Properties), { TableName: 'changed' });
  Properties?.Tags?.push({ Key: 'more', Value: 'x' });
  Properties?.KeySchema.pop();
  Properties?.GlobalSecondaryIndexes?.[0]?.Projection.NonKeyAttributes?.pop();
  assert.equal(toCloudFormation(Complete), toCloudFormation([Complete]));
  assert.is(toCloudFormation(Complete).Resources.CompleteTable?.Properties.TableName, 'complete');
  assert.is(toCloudFormation(Complete).Resources.CompleteTable?.Properties.KeySchema.length, 2);
});

test.run();
