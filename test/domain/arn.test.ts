import * as assert from 'uvu/assert';
import { tableInArn } from '../../src/domain/arn.ts';
import { suite } from '../support/suite.ts';

const test = suite('ARNs');

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders.2024_a-b';
const cases: readonly (readonly [what: string, text: string, name: string | undefined])[] = [
  ['a table', table, 'orders.2024_a-b'],
  ['a table of DynamoDB Local', 'arn:aws:dynamodb:ddblocal:000000000000:table/orders', 'orders'],
  ['a table in China', 'arn:aws-cn:dynamodb:cn-north-1:123456789012:table/orders', 'orders'],
  ['a table without Region and account', 'arn:aws:dynamodb:::table/orders', 'orders'],
  ['an index', `${table}/index/byDay`, 'orders.2024_a-b'],
  ['a stream', `${table}/stream/2024-01-02T03:04:05.678`, 'orders.2024_a-b'],
  ['a backup', `${table}/backup/01489173575360-b308cd7d`, 'orders.2024_a-b'],
  ['a name', 'orders', undefined],
  ['no table', 'arn:aws:dynamodb:us-east-1:123456789012:table/', undefined],
  ['a global table', 'arn:aws:dynamodb::123456789012:global-table/orders', undefined],
  ['another service', 'arn:aws:s3:::table/orders', undefined],
  ['an ARN within a text', `x${table}`, undefined],
  ['nothing', '', undefined],
];
for (const [what, text, name] of cases) {
  test(`${what}: ${text}`, () => assert.is(tableInArn(text), name));
}

test.run();
