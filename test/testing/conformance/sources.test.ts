import { conformanceSuites } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';

const test = suite('sources of the behaviour suites');

/**
 * The statements of behaviour §23 on requests that every adapter can send. What it states of the wire (headers, encodings,
 * values of a wrong JSON type, the member with an error's text) is tested in `test/adapters/http` and `test/domain/api`.
 */
const statements = [
  'DeleteTable',
  'CreateTable',
  'ConditionalCheckFailedException',
  'UPDATED_NEW',
  'key schemas',
  'Query',
  'condition and filter expressions',
  'null in a list',
];

const sources = new Set(conformanceSuites.flatMap(({ tests }) => tests.map(({ source }) => source)));

for (const statement of statements) {
  test(`behaviour §23 on ${statement} has a case`, () => assert.ok(sources.has(`behaviour §23, ${statement}`)));
}

test('every source is a section of the fact sheets, and those of §23 name a statement', () => {
  for (const source of sources) {
    if (source === undefined) continue;
    const [, section, statement] = /^(?:behaviour|api|control plane) §([0-9.]+)(?:, (.+))?$/.exec(source) ?? [];
    assert.ok(section, source);
    if (section === '23') assert.ok(statements.includes(statement ?? ''), source);
  }
});

test.run();
