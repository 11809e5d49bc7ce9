import type { Input, OperationName } from 'dynarepo';
import * as assert from 'uvu/assert';
import { tablesOf } from '../../../src/domain/requests/tables-of.ts';
import { suite } from '../../support/suite.ts';

const test = suite('tables of a request');

const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/films';
/** Inputs, some of them invalid, with the tables that they name. */
const cases: Readonly<Record<string, readonly [input: unknown, tables: readonly string[]]>> = {
  'a name': [{ TableName: 'films', Key: {} }, ['films']],
  'the ARN of a table as its name': [{ TableName: arn }, ['films']],
  'the tables of a batch, by name or ARN': [
    { RequestItems: { films: { Keys: [] }, [`${arn}2`]: [] } },
    ['films', 'films2'],
  ],
  'the tables of a transaction, each once': [
    {
      TransactItems: [
        { Put: { TableName: 'films' } },
        { ConditionCheck: { TableName: 'reviews' } },
        { Get: { TableName: 'films' } },
        { Update: { TableName: 'users' } },
      ],
    },
    ['films', 'reviews', 'users'],
  ],
  'the ARN of a stream': [{ StreamArn: `${arn}/stream/2026-11-30T00:00:00.000` }, ['films']],
  'the ARN of a resource': [{ ResourceArn: `${arn}/index/byYear`, TagKeys: [] }, ['films']],
  'source and target of a restore': [{ SourceTableName: 'films', TargetTableName: 'copy' }, ['films', 'copy']],
  'a backup and its target': [{ BackupArn: `${arn}/backup/01`, TargetTableName: 'copy' }, ['copy', 'films']],
  'the table of an import': [{ TableCreationParameters: { TableName: 'films' } }, ['films']],
  'a PartiQL query': [{ Statement: `SELECT "from", 'x FROM y' FROM "films"."byYear" WHERE a = 'it''s'` }, ['films']],
  'a PartiQL query without quotes': [{ Statement: 'select * from films where title = ?' }, ['films']],
  'a PartiQL query of an index': [{ Statement: 'SELECT * FROM films.byYear' }, ['films']],
  'a PartiQL insert': [{ Statement: `INSERT INTO "films" VALUE {'title': 'FROM'}` }, ['films']],
  'a PartiQL update': [{ Statement: ` UPDATE films SET year=1 WHERE title='x'` }, ['films']],
  'a PartiQL statement with an ARN': [{ Statement: `DELETE FROM "${arn}" WHERE title='x'` }, ['films']],
  'a batch of statements': [
    { Statements: [{ Statement: 'SELECT * FROM a' }, { Statement: 'UPDATE b SET c=1' }] },
    ['a', 'b'],
  ],
  'a transaction of statements': [{ TransactStatements: [{ Statement: 'DELETE FROM a' }] }, ['a']],
  'a statement that is none': [{ Statement: 'EXPLAIN' }, []],
  'a statement that ends too early': [{ Statement: 'SELECT * FROM' }, []],
  'all tables': [{ Limit: 10 }, []],
  'the ARN of something else': [{ ResourceArn: 'arn:aws:s3:::films' }, []],
  'no input': [undefined, []],
  'members of other types': [{ TableName: 7, RequestItems: 'x', TransactItems: { a: 1 }, Statements: [null] }, []],
  'a transaction with entries of other types': [
    { TransactItems: [null, 'x', { Put: null }, { Put: { TableName: 1 } }] },
    [],
  ],
  'a table that is named like a member of every object': [
    { RequestItems: JSON.parse('{"__proto__":[]}') },
    ['__proto__'],
  ],
};

for (const [name, [input, tables]] of Object.entries(cases)) {
  test(name, () => {
    assert.equal(tablesOf(input as Input<OperationName>), tables); // whatever JavaScript callers pass
  });
}

test.run();
