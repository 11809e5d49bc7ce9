import { type DynamoDb, entity, number, repository, ServiceError, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';

const filmIn = (table: string) =>
  entity('Film', {
    table,
    attributes: { id: string(), year: number(), director: string() },
    key: { partition: 'id' },
    indexes: { byDirector: { partition: 'director' } },
  });

const film = { id: 'a', year: 1927, director: 'Lang' };
const Key = { id: { S: 'a' } };

for (const adapter of adapters()) {
  const test = suite(`the low-level API on ${adapter.name}`);
  test.after(() => adapter.close());

  test('operations of a repository send no DescribeTable: the definition has the schema', async () => {
    const { repository, spy } = await openRepository(adapter, filmIn);
    await repository.put(film);
    await repository.get(film);
    await repository.query({ id: 'a' }).all();
    await repository.update(film, { year: 1928 });
    await repository.delete(film);
    assert.equal(spy.takeNames(), ['PutItem', 'GetItem', 'Query', 'UpdateItem', 'DeleteItem']);
  });

  test('tables are listed, described and updated, with every parameter of the service', async () => {
    const db = await adapter.open();
    const films = repository(filmIn(adapter.tableName('test')), db);
    await films.table.ensure();
    const TableName = films.table.name;
    assert.ok((await allTableNames(db)).includes(TableName));
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const };
    await db.execute('UpdateTable', { TableName, StreamSpecification });
    await films.table.waitUntilActive();
    assert.equal((await films.table.describe()).StreamSpecification, StreamSpecification);
    await db.execute('UpdateTimeToLive', {
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'year' },
    });
    const { TimeToLiveDescription } = await db.execute('DescribeTimeToLive', { TableName });
    assert.is(TimeToLiveDescription?.AttributeName, 'year');
  });

  test('requests take raw values, and return capacity, old values and counts', async () => {
    const { repository, spy } = await openRepository(adapter, filmIn);
    const TableName = repository.table.name;
    await repository.put(film);
    const put = await spy.execute('PutItem', {
      TableName,
      Item: { ...Key, year: { N: '1928' }, director: { S: 'Lang' } },
      ReturnValues: 'ALL_OLD',
      ReturnConsumedCapacity: 'TOTAL',
    });
    assert.equal(put.Attributes, { ...Key, year: { N: '1927' }, director: { S: 'Lang' } });
    assert.ok((put.ConsumedCapacity?.CapacityUnits ?? 0) > 0);
    const counted = await spy.execute('Query', {
      TableName,
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'a' } },
      Select: 'COUNT',
    });
    assert.is(counted.Count, 1);
  });

  test('a request of a repository can be sent by the low-level API, and decodes the output', async () => {
    const { repository, spy } = await openRepository(adapter, filmIn);
    const { operation, input, decode } = repository.requests.update(film, { year: 1928 });
    await repository.put(film);
    assert.equal(decode(await spy.execute(operation, input)), { ...film, year: 1928 });
  });

  test("overlapping paths in an update are DynamoDB's own error", async () => {
    const { repository } = await openRepository(adapter, filmIn);
    await repository.put(film);
    const error = await thrown(ServiceError, () => repository.update(film, (u) => [u.year.add(1), u.year.set(2)]));
    assert.is(error.name, 'ValidationException');
    assert.match(error.message, 'Two document paths overlap with each other');
    assert.equal(await repository.get(film), film);
  });

  test.run();
}

async function allTableNames(db: DynamoDb): Promise<string[]> {
  const names: string[] = [];
  let ExclusiveStartTableName: string | undefined;
  do {
    const page = await db.execute('ListTables', { ExclusiveStartTableName });
    names.push(...(page.TableNames ?? []));
    ExclusiveStartTableName = page.LastEvaluatedTableName;
  } while (ExclusiveStartTableName !== undefined);
  return names;
}
