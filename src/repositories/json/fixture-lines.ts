import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { storedDecoder } from '../../domain/entity/entity-codec.ts';
import { withTable } from '../../domain/entity/with-table.ts';
import { checkOptions } from '../../domain/options.ts';
import { toConnection } from '../connection.ts';
import { scanPlan } from '../requests/read-plan.ts';
import { toRequestContext } from '../requests/request-context.ts';
import { Results } from '../results.ts';
import { toJson } from './entity-json.ts';
import { entitiesByName, type FixtureOptions, fixtureOptionNames } from './fixture-options.ts';

/**
 * Yields all stored entities of some definitions as lines of JSON, each with its end: `{"entity":"User","value":{…}}`. Scans the table
 * of each entity. Hidden attributes are part of the lines.
 *
 * ```ts
 * for await (const line of fixtureLines(db, [User, Order])) file.write(line);
 * ```
 *
 * @throws StoredValueError - an item does not match its definition.
 */
export async function* fixtureLines(
  db: DynamoDb,
  entities: readonly AnyEntity[],
  options: FixtureOptions = {},
): AsyncGenerator<string, void> {
  checkOptions('fixtureLines', options, fixtureOptionNames);
  const { abortSignal, capacity, table } = options;
  const connection = toConnection(db, options, 'fixtureLines');
  for (const [name, defined] of entitiesByName('fixtureLines', entities)) {
    const entity = withTable(defined, table);
    const plan = scanPlan(toRequestContext(entity, connection.clock), entity.keys.table);
    const decode = storedDecoder(entity, { names: allNames(entity) });
    for await (const stored of new Results({ connection, plan: { ...plan, decode } }, { abortSignal, capacity })) {
      yield `${JSON.stringify({ entity: name, value: toJson(entity, stored, { hidden: true }) })}\n`;
    }
  }
}

/** Returns the names of all attributes, which reads the hidden ones too. */
function allNames({ fields, members }: AnyEntity): ReadonlySet<string> {
  const all = [fields, ...[...(members?.byTag.values() ?? [])].map((member) => member.fields)];
  return new Set(all.flatMap((each) => [...each.keys()]));
}
