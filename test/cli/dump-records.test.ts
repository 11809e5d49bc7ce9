import type { DynamoDb, Input, OperationName, Output } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { dumpRecords } from '../../src/cli/dump-records.ts';
import { suite } from '../support/suite.ts';
import { tableOf } from './running-cli.ts';

const test = suite('records of a dump');

/** An engine whose last pages have members that DynamoDB leaves out there. */
class EndingDynamoDb implements DynamoDb {
  readonly #db = new MemoryDynamoDb();
  readonly #ends: object;
  requests = 0;

  constructor(ends: object) {
    this.#ends = ends;
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
    this.requests += 1;
    if (this.requests > 20) throw new Error('the pages have no end');
    const isLimited = operation === 'ListTables' || operation === 'Scan';
    const isPage = isLimited || operation === 'ListTagsOfResource';
    const limited = isLimited ? { ...input, Limit: 1 } : input;
    return { ...(isPage ? this.#ends : {}), ...(await this.#db.execute(operation, limited)) };
  }
}

for (const [what, ends] of [
  ['nothing', {}],
  ['an empty key and name', { LastEvaluatedKey: {}, LastEvaluatedTableName: '', NextToken: '' }],
  ['null', { LastEvaluatedKey: null, LastEvaluatedTableName: null, NextToken: null }],
] as const) {
  test(`have all items if the last page ends with ${what}`, async () => {
    const db = new EndingDynamoDb(ends);
    for (const TableName of ['films', 'actors']) await db.execute('CreateTable', tableOf(TableName));
    for (const id of ['a', 'b', 'c']) await db.execute('PutItem', { TableName: 'films', Item: { id: { S: id } } });
    db.requests = 0;
    const operations: string[] = [];
    for await (const { operation } of dumpRecords(db, { nowMs: 0 })) operations.push(operation);
    assert.equal(operations, ['CreateTable', 'CreateTable', 'PutItem', 'PutItem', 'PutItem']);
  });
}

test.run();
