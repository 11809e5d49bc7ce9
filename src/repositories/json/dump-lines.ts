import type { AnyEntity } from '../../domain/entity/entity.ts';
import { withTable } from '../../domain/entity/with-table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { type SharedOptions, sharedOptionNames } from '../repository-options.ts';
import { createTableInput } from '../requests/create-table-input.ts';
import { retryPolicy } from '../retry.ts';
import { itemToDynamoDbJson } from './dynamodb-json.ts';
import { type FixtureText, parseFixtures } from './fixture-rows.ts';

/** The first line of a file of `dynarepo dump`. */
const header = '{"dynarepo":1}';

/**
 * Yields the lines of a file for the command `dynarepo load`, each with its end: the requests that create the tables of some
 * entities, store the entities in lines of fixtures, and turn the time to live on.
 *
 * ```ts
 * for await (const line of dumpLines([User, Order], fixtures)) file.write(line);
 * ```
 *
 * @param lines - as `loadFixtures` takes them.
 * @throws DynarepoError - `BAD_INPUT`: a line is invalid, or two entities define one table in different ways.
 */
export async function* dumpLines(
  entities: readonly AnyEntity[],
  lines: FixtureText,
  options: SharedOptions = {},
): AsyncGenerator<string, void> {
  checkOptions('dumpLines', options, sharedOptionNames);
  const { table, retry, clock = retryPolicy(retry).clock } = options;
  const rows = await parseFixtures('dumpLines', { entities, lines }, { table, clock });
  const tables = tablesOf(entities.map((entity) => withTable(entity, table)));
  yield `${header}\n`;
  let requests = 0;
  const request = (operation: string, input: object) => {
    requests += 1;
    return `${JSON.stringify({ operation, input })}\n`;
  };
  for (const { create } of tables) yield request('CreateTable', create);
  for (const { of, item, holders } of rows) {
    for (const each of [item, ...[...holders.values()].map((holder) => holder.item)]) {
      yield request('PutItem', { TableName: of.table, Item: itemToDynamoDbJson(each) });
    }
  }
  for (const { create, timeToLive: AttributeName } of tables) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    const input = { TableName: create.TableName, TimeToLiveSpecification };
    if (AttributeName !== undefined) yield request('UpdateTimeToLive', input);
  }
  yield `{"end":${requests}}\n`;
}

/** Returns the tables of entities, each once. */
function tablesOf(entities: readonly AnyEntity[]) {
  const tables = new Map<string, ReturnType<typeof toTable>>();
  for (const entity of entities) {
    const own = toTable(entity);
    const known = tables.get(entity.table) ?? own;
    if (JSON.stringify(known) !== JSON.stringify(own))
      throw new DynarepoError(
        'BAD_INPUT',
        `${entity.name} defines table ${entity.table} in another way than the others`,
      );
    tables.set(entity.table, known);
  }
  return [...tables.values()];
}

function toTable(entity: AnyEntity) {
  return { create: createTableInput(entity), timeToLive: entity.tableDefinition.timeToLive };
}
