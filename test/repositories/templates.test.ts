import { type DynamoDb, entity, number, repository, string, table } from 'dynarepo';
import { toCloudFormation } from 'dynarepo/templates';
import type { TableDescription } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { executeRecord } from '../../src/cli/record.ts';
import { parseTemplate } from '../../src/cli/table-files/cloudformation-template.ts';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { everySetting } from '../templates/definitions.ts';

const itemIn = (name: string) =>
  entity('Item', {
    // Tests delete their tables at the end.
    table: table(name, { ...everySetting, deletionProtection: false }),
    attributes: { pk: string(), sk: number() },
    key: { partition: 'pk', sort: 'sk' },
  });

for (const adapter of adapters()) {
  const test = suite(`templates on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a template creates the same table as ensure', async () => {
    const db = await adapter.open();
    const [ensured, deployed] = ['ensured', 'deployed'].map((name) => itemIn(adapter.tableName(name)));
    assert.ok(ensured && deployed);
    await repository(ensured, db).table.ensure();
    await deploy(db, toCloudFormation(deployed));
    await repository(deployed, db).table.waitUntilActive();
    const [expected, found] = [await settingsOf(db, ensured.table), await settingsOf(db, deployed.table)];
    assert.is(found.timeToLive.AttributeName, 'expires');
    assert.is(found.description.GlobalSecondaryIndexes?.length, 3);
    assert.equal(found, expected);
    await repository(deployed, db).table.verify();
  });

  test.run();
}

/** Creates the tables of a template as `serve --tables` does. */
async function deploy(db: DynamoDb, template: object): Promise<void> {
  const written: unknown = JSON.parse(JSON.stringify(template));
  const context = { region: 'eu-west-1', parameters: new Map<string, string>() };
  for (const { input, settings } of parseTemplate(Object(written), context).tables) {
    await executeRecord(db, { operation: 'CreateTable', input });
    for (const { request } of settings) {
      assert.ok(request);
      await executeRecord(db, request);
    }
  }
}

async function settingsOf(db: DynamoDb, TableName: string) {
  const { Table = {} } = await db.execute('DescribeTable', { TableName });
  const { TimeToLiveDescription = {} } = await db.execute('DescribeTimeToLive', { TableName });
  return { description: withoutIdentity(Table), timeToLive: TimeToLiveDescription };
}

/** Leaves out what differs between any two tables. */
function withoutIdentity(table: TableDescription): TableDescription {
  const identity =
    /Arn$|^(TableName|TableId|CreationDateTime|LatestStreamLabel|LastUpdateDateTime|AttributeDefinitions)$/;
  const cleaned: unknown = JSON.parse(JSON.stringify(table), (name, value) =>
    identity.test(name) ? undefined : value,
  );
  const sorted = (list: { IndexName?: string | undefined }[] = []) =>
    list.toSorted((one, other) => ((one.IndexName ?? '') < (other.IndexName ?? '') ? -1 : 1));
  const description: TableDescription = Object(cleaned);
  return { ...description, GlobalSecondaryIndexes: sorted(description.GlobalSecondaryIndexes) };
}
