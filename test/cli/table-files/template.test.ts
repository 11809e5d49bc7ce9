import * as assert from 'uvu/assert';
import { Template } from '../../../src/cli/table-files/template.ts';
import { findUnresolved } from '../../../src/cli/table-files/unresolved.ts';
import { suite } from '../../support/suite.ts';

const test = suite('functions of a template');

const document = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Team: { Type: 'String' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  },
  Mappings: { Units: { dev: { read: 1 }, prod: { read: 50 } } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    Either: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'Team' }, 'x'] }, { Condition: 'IsDev' }] },
    Unknown: { 'Fn::Equals': [{ Ref: 'Team' }, 'x'] },
    Circular: { 'Fn::Not': [{ Condition: 'Circular' }] },
  },
  Resources: {
    Films: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Sub': '${Stage}-films' } } },
    Actors: { Type: 'AWS::Serverless::SimpleTable' },
    Loop: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { Ref: 'Loop' } } },
    Bucket: { Type: 'AWS::S3::Bucket' },
  },
};

const template = (parameters: Record<string, string> = {}) =>
  new Template(document, { region: 'eu-west-1', parameters: new Map(Object.entries(parameters)) });

const resolved: readonly (readonly [unknown, unknown])[] = [
  [{ Ref: 'AWS::Region' }, 'eu-west-1'],
  [{ Ref: 'AWS::AccountId' }, '000000000000'],
  [{ Ref: 'Stage' }, 'dev'],
  [{ Ref: 'Names' }, ['a', 'b']],
  [{ Ref: 'Films' }, 'dev-films'],
  [{ Ref: 'Actors' }, 'Actors'],
  [{ 'Fn::GetAtt': ['Films', 'Arn'] }, 'arn:aws:dynamodb:eu-west-1:000000000000:table/dev-films'],
  [{ 'Fn::GetAtt': 'Actors.Arn' }, 'arn:aws:dynamodb:eu-west-1:000000000000:table/Actors'],
  [{ 'Fn::Sub': '${AWS::Region}-${Films}-${!Literal}' }, 'eu-west-1-dev-films-${Literal}'],
  [{ 'Fn::Sub': ['${a}/${Stage}', { a: { Ref: 'AWS::Region' } }] }, 'eu-west-1/dev'],
  [{ 'Fn::Sub': '${Actors.Arn}' }, 'arn:aws:dynamodb:eu-west-1:000000000000:table/Actors'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 5]] }, 'a-dev-5'],
  [{ 'Fn::Split': ['-', 'a-b'] }, ['a', 'b']],
  [{ 'Fn::Select': ['1', { Ref: 'Names' }] }, 'b'],
  [{ 'Fn::FindInMap': ['Units', { Ref: 'Stage' }, 'read'] }, 1],
  [{ 'Fn::FindInMap': ['Units', 'test', 'read', { DefaultValue: 7 }] }, 7],
  [{ 'Fn::If': ['IsDev', 'yes', { 'Fn::ImportValue': 'x' }] }, 'yes'],
  [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
  [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
  [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  [{ 'Fn::Base64': 'x' }, 'eA=='],
  [{ 'Fn::ToJsonString': { a: { Ref: 'Stage' } } }, '{"a":"dev"}'],
  [{ 'Fn::Length': { Ref: 'Names' } }, 2],
  [
    [{ Ref: 'AWS::NoValue' }, 1, { kept: 2, dropped: { Ref: 'AWS::NoValue' } }],
    [1, { kept: 2 }],
  ],
  [{ Condition: 'IsDev' }, { Condition: 'IsDev' }],
];
for (const [value, expected] of resolved) {
  test(`resolves ${JSON.stringify(value)}`, () => assert.equal(template().resolve(value), expected));
}

const unresolved: readonly (readonly [unknown, string])[] = [
  [{ Ref: 'Team' }, 'Ref Team (set it with --parameter Team=VALUE)'],
  [{ Ref: 'Secret' }, 'Ref Secret (set it with --parameter Secret=VALUE)'],
  [{ Ref: 'AWS::StackName' }, 'Ref AWS::StackName (set it with --parameter AWS::StackName=VALUE)'],
  [{ Ref: 'Bucket' }, 'Ref Bucket'],
  [{ Ref: 'constructor' }, 'Ref constructor'],
  [{ Ref: 'Loop' }, 'Ref Loop, which refers to itself'],
  [{ 'Fn::GetAtt': ['Films', 'StreamArn'] }, 'Fn::GetAtt Films.StreamArn'],
  [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
  [{ 'Fn::Sub': 'a-${Bucket}' }, 'Ref Bucket'],
  [{ 'Fn::Join': ['-', ['a', { 'Fn::GetAZs': '' }]] }, 'Fn::GetAZs'],
  [{ 'Fn::FindInMap': ['Units', 'test', 'read'] }, 'Fn::FindInMap Units.test.read'],
  [{ 'Fn::If': ['Unknown', 1, 2] }, 'Ref Team (set it with --parameter Team=VALUE)'],
  [{ 'Fn::If': ['Circular', 1, 2] }, 'condition Circular, which refers to itself'],
  [{ 'Fn::If': ['None', 1, 2] }, 'the unknown condition None'],
  [{ 'Fn::Select': ['5', ['a']] }, 'Fn::Select with invalid arguments'],
  [{ 'Fn::Join': 'x' }, 'Fn::Join with invalid arguments'],
  ['{{resolve:ssm:/films}}', '{{resolve:ssm:/films}}'],
];
for (const [value, source] of unresolved) {
  test(`names what it cannot resolve in ${JSON.stringify(value)}`, () => {
    assert.equal(findUnresolved({ a: [template().resolve(value)] }), { path: 'a[0]', source });
  });
}

test('prefers given parameters over defaults', () => {
  const given = template({ Stage: 'prod', Team: 'x', Secret: 's', Names: 'c', 'AWS::StackName': 'stack' });
  const value = ['Stage', 'Team', 'Secret', 'Names', 'AWS::StackName', 'Films'].map((Ref) => ({ Ref }));
  assert.equal(given.resolve(value), ['prod', 'x', 's', ['c'], 'stack', 'prod-films']);
});

test('rejects a value that is nested too deeply', () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 300; depth += 1) value = [value];
  assert.throws(() => template().resolve(value), 'nested more than 200 levels deep');
});

test.run();
