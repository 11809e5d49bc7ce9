import * as assert from 'uvu/assert';
import { parseText } from '../../../src/cli/table-files/parse-text.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { suite } from '../../support/suite.ts';

const test = suite('text of a table file');

const tags: readonly (readonly [string, unknown])[] = [
  ['!Ref Stage', { Ref: 'Stage' }],
  ['!Sub "${Stage}-films"', { 'Fn::Sub': '${Stage}-films' }],
  ['!Sub ["${a}", { a: !Ref Stage }]', { 'Fn::Sub': ['${a}', { a: { Ref: 'Stage' } }] }],
  ['!GetAtt Films.Arn', { 'Fn::GetAtt': ['Films', 'Arn'] }],
  ['!GetAtt Films.Stream.Arn', { 'Fn::GetAtt': ['Films', 'Stream.Arn'] }],
  ['!GetAtt [Films, Arn]', { 'Fn::GetAtt': ['Films', 'Arn'] }],
  ['!Join ["-", [a, !Ref Stage]]', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }],
  ['!If [IsProd, 5, !Ref "AWS::NoValue"]', { 'Fn::If': ['IsProd', 5, { Ref: 'AWS::NoValue' }] }],
  ['!Not [!Condition IsProd]', { 'Fn::Not': [{ Condition: 'IsProd' }] }],
  ['!ImportValue { "Fn::Sub": "${Stage}" }', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}' } }],
  ['!Select [0, !Split [",", "a,b"]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
];
for (const [text, expected] of tags) {
  test(`parses ${text}`, async () => assert.equal(await parseText(`value: ${text}\n`, false), { value: expected }));
}

test('keeps versions, dates and the types N and Y as texts', async () => {
  const text = 'AWSTemplateFormatVersion: 2010-09-09\nType: N\nOther: y\nFlag: true\nNumber: 5\n';
  const expected = { AWSTemplateFormatVersion: '2010-09-09', Type: 'N', Other: 'y', Flag: true, Number: 5 };
  assert.equal(await parseText(text, false), expected);
});

test('expands anchors and merge keys', async () => {
  const text = 'a: &keys\n  x: 1\nb:\n  <<: *keys\n  y: 2\n';
  assert.equal(await parseText(text, false), { a: { x: 1 }, b: { x: 1, y: 2 } });
});

test('parses JSON with a byte order mark, and JSON in a YAML file', async () => {
  assert.equal(await parseText('\uFEFF{"a":1}', false), { a: 1 });
  assert.equal(await parseText('{"a":1}', true), { a: 1 });
});

const invalid: readonly (readonly [string, RegExp])[] = [
  ['[\n  {"TableName": "films",}\n]', /^it is not JSON: .* at position 26 \(line 2 column 25\)$/],
  ['a: [1\nb: 2\n', /^it is not YAML: .* at line 2, column 1$/],
  ['a: 1\na: 2\n', /^it is not YAML: Map keys must be unique at line 2, column 1$/],
  ['a: !Foo b\n', /^it is not YAML: Unresolved tag: !Foo at line 1, column 4$/],
];
for (const [text, expected] of invalid) {
  test(`rejects ${JSON.stringify(text)} in one line with the position`, async () => {
    const error: unknown = await parseText(text, false).catch((thrown: unknown) => thrown);
    if (!(error instanceof UsageError)) throw new Error('it was accepted');
    assert.match(error.message, expected);
  });
}

test('rejects a file whose aliases expand without bounds', async () => {
  const lines = Array.from({ length: 12 }, (_, index) =>
    index === 0
      ? 'a0: &a0 [x]'
      : `a${index}: &a${index} [${Array(9)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
  );
  const error: unknown = await parseText(lines.join('\n'), true).catch((thrown: unknown) => thrown);
  assert.match(String(error), 'it is not YAML: Excessive alias count');
});

test.run();
