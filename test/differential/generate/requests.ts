import type { Item } from 'dynarepo';
import type { Condition, Update } from '../../../src/domain/expressions/tree.ts';
import type { Step, StepInput } from '../step.ts';
import type { Chance } from './chance.ts';
import { type Expressions, type ExpressionTrees, printExpressions } from './expressions.ts';
import type { KeyNames, LegacyParameters } from './legacy.ts';
import { spoilExpressions } from './spoil.ts';
import { tableUpdate } from './table-updates.ts';
import { createTable, type IndexPlan, type TablePlan, tablePlan } from './tables.ts';
import type { Values } from './values.ts';

/** The generators and tables that the requests of a history use. */
export interface Ingredients {
  readonly chance: Chance;
  readonly values: Values;
  readonly expressions: Expressions;
  readonly legacy: LegacyParameters;
  readonly tables: readonly [TablePlan, ...TablePlan[]];
}

/** The share of requests with legacy parameters in place of expressions. */
const legacyShare = 0.25;

/** Generates a request of a random operation. */
export function anyRequest(ingredients: Ingredients): Step {
  const { chance } = ingredients;
  const table = chance.of(ingredients.tables);
  return chance.weighted<Step>([
    [20, () => put(ingredients, table)],
    [28, () => update(ingredients, table)],
    [8, () => remove(ingredients, table)],
    [10, () => get(ingredients, table)],
    [20, () => query(ingredients, table)],
    [10, () => scan(ingredients, table)],
    [5, () => batchGet(ingredients)],
    [5, () => batchWrite(ingredients)],
    [2, () => ({ operation: 'GetRecords', input: { TableName: table.name } })],
    [4, () => transactGet(ingredients)],
    [14, () => transactWrite(ingredients)],
    [1, () => aboutTables(ingredients, table)],
    [1, () => aboutTimeToLive(ingredients, table)],
    [1, () => tableUpdate(chance, table)],
  ]);
}

/** An item may have the attribute of time to live, with a time so late that DynamoDB Local never deletes it. */
function put(from: Ingredients, table: TablePlan): Step {
  const expiry = from.chance.happens(0.1) ? { expires: { N: '4102444800' } } : {};
  const input = { Item: { ...from.values.item(table), ...expiry }, ...oldValues(from), ...condition(from) };
  return { operation: 'PutItem', input: inTable(from, table, input) };
}

function update(from: Ingredients, table: TablePlan): Step {
  const { chance, expressions, values } = from;
  const ReturnValues = chance.one(undefined, 'ALL_NEW', 'ALL_OLD', 'UPDATED_NEW', 'UPDATED_OLD', 'NONE');
  if (chance.happens(legacyShare)) {
    const input = {
      Key: values.primaryKey(table),
      ...(ReturnValues === undefined ? {} : { ReturnValues }),
      ...itemOnFailure(from),
      ...legacyUpdate(from, table),
    };
    return { operation: 'UpdateItem', input: inTable(from, table, input) };
  }
  const update = chance.happens(0.96) ? expressions.update() : undefined;
  const trees = {
    ConditionExpression: chance.happens(0.25) ? expressions.condition() : existence(from, table, update),
    UpdateExpression: update,
  };
  const input = {
    Key: values.primaryKey(table),
    ...(ReturnValues === undefined ? {} : { ReturnValues }),
    ...itemOnFailure(from),
    ...printExpressions(chance, trees),
  };
  return { operation: 'UpdateItem', input: inTable(from, table, input) };
}

/**
 * Returns a condition that the item exists, for most updates with only REMOVE or DELETE. Without an item these updates
 * store a bare key in DynamoDB Local, so that the stored data of the two engines differs from then on.
 */
function existence({ chance }: Ingredients, table: TablePlan, update: Update | undefined): Condition | undefined {
  return update === undefined || !onlyRemoves(update) || chance.happens(0.05) ? undefined : itemExists(table);
}

function itemExists({ key }: TablePlan): Condition {
  return { kind: 'attribute_exists', path: { kind: 'path', steps: key.slice(0, 1) } };
}

function legacyUpdate({ chance, legacy }: Ingredients, { key }: TablePlan): StepInput {
  const updates = legacy.updates();
  if (chance.happens(0.25)) return { ...updates, ...legacy.expected() };
  const actions = Object.values(Object(updates.AttributeUpdates)).map((update) => Object(update).Action);
  if (actions.some((action) => action !== 'DELETE') || chance.happens(0.05)) return updates;
  return { ...updates, Expected: { [key[0] ?? 'pk']: { ComparisonOperator: 'NOT_NULL' } } };
}

function onlyRemoves({ actions }: Update): boolean {
  return actions.every(({ kind }) => kind === 'remove' || kind === 'delete');
}

function remove(from: Ingredients, table: TablePlan): Step {
  const input = { Key: from.values.primaryKey(table), ...oldValues(from), ...condition(from) };
  return { operation: 'DeleteItem', input: inTable(from, table, input) };
}

function get(from: Ingredients, table: TablePlan): Step {
  const input = { Key: from.values.primaryKey(table), ...isConsistent(from), ...projected(from) };
  return { operation: 'GetItem', input: inTable(from, table, input) };
}

function query(from: Ingredients, table: TablePlan): Step {
  const { chance } = from;
  const index = chance.happens(0.6) && table.indexes.length > 0 ? chance.of(table.indexes) : undefined;
  const [partition, sort] = index ? [index.partition, index.sort] : [table.key.slice(0, 1), table.key.slice(1)];
  const input = {
    ...reading(from, table, index),
    ...(chance.happens(0.4) ? { ScanIndexForward: chance.happens(0.3) } : {}),
    ...(chance.happens(legacyShare)
      ? { ...from.legacy.keyConditions(table, { partition, sort }), ...filterAndProjection(from, 'QueryFilter') }
      : print(from, {
          KeyConditionExpression: keyCondition(from, table, { partition, sort }),
          ...filter(from),
          ...projection(from),
        })),
  };
  return paged(from, { operation: 'Query', input: inTable(from, table, input) });
}

function scan(from: Ingredients, table: TablePlan): Step {
  const { chance } = from;
  const index = chance.happens(0.5) && table.indexes.length > 0 ? chance.of(table.indexes) : undefined;
  const input = { ...reading(from, table, index), ...filterAndProjection(from, 'ScanFilter') };
  return paged(from, { operation: 'Scan', input: inTable(from, table, input) });
}

function batchGet(from: Ingredients): Step {
  const { chance, values } = from;
  const requests = chance.some(from.tables, 0.7).map((table) => [
    table.name,
    {
      Keys: chance.times(chance.whole(1, 5), () => values.primaryKey(table, 0.003)),
      ...isConsistent(from),
      ...projected(from),
    },
  ]);
  return { operation: 'BatchGetItem', input: { RequestItems: Object.fromEntries(requests), ...capacity(from) } };
}

function batchWrite(from: Ingredients): Step {
  const { chance, values } = from;
  const writeOf = (table: TablePlan) =>
    chance.happens(0.7)
      ? { PutRequest: { Item: values.item(table) } }
      : { DeleteRequest: { Key: values.primaryKey(table, 0.003) } };
  const requests = chance
    .some(from.tables, 0.7)
    .map((table) => [table.name, chance.times(chance.whole(1, 4), () => writeOf(table))]);
  return { operation: 'BatchWriteItem', input: { RequestItems: Object.fromEntries(requests), ...capacity(from) } };
}

function transactGet(from: Ingredients): Step {
  const { chance, values } = from;
  const getOf = ({ name, ...table }: TablePlan) => ({
    Get: {
      TableName: nameOrMissing(from, name),
      Key: values.primaryKey({ name, ...table }, 0.003),
      ...print(from, projection(from)),
    },
  });
  const TransactItems = chance.times(chance.whole(1, 4), () => getOf(chance.of(from.tables)));
  return { operation: 'TransactGetItems', input: { TransactItems, ...capacity(from) } };
}

function transactWrite(from: Ingredients): Step {
  const { chance } = from;
  const TransactItems = chance.times(chance.whole(1, 4), () => action(from, chance.of(from.tables)));
  const token = chance.happens(0.4) ? { ClientRequestToken: chance.one('a', 'b', 'c', 'd') } : {};
  return { operation: 'TransactWriteItems', input: { TransactItems, ...token, ...capacity(from) } };
}

function action(from: Ingredients, table: TablePlan): StepInput {
  const { chance, expressions, values } = from;
  const common = { TableName: nameOrMissing(from, table.name), ...itemOnFailure(from) };
  const Key = values.primaryKey(table, 0.003);
  const optional = () => (chance.happens(0.2) ? { ConditionExpression: expressions.condition() } : {});
  const updated = () => {
    const UpdateExpression = expressions.update();
    const exists = onlyRemoves(UpdateExpression) ? { ConditionExpression: itemExists(table) } : optional();
    return { ...common, Key, ...spoiledPrint(from, { ...exists, UpdateExpression }) };
  };
  return chance.weighted<StepInput>([
    [5, () => ({ Put: { ...common, Item: values.item(table), ...spoiledPrint(from, optional()) } })],
    [5, () => ({ Update: updated() })],
    [2, () => ({ Delete: { ...common, Key, ...spoiledPrint(from, optional()) } })],
    [2, () => ({ ConditionCheck: { ...common, Key, ...spoiledPrint(from, checked(from, table)) } })],
  ]);
}

/** Half of the checks are about whether the item exists, so that many transactions are executed. */
function checked({ chance, expressions }: Ingredients, table: TablePlan): ExpressionTrees {
  const exists = itemExists(table);
  const ConditionExpression = chance.happens(0.5)
    ? expressions.condition()
    : chance.one(exists, { kind: 'not', condition: exists } as const);
  return { ConditionExpression };
}

function spoiledPrint(from: Ingredients, trees: ExpressionTrees): StepInput {
  const printed = print(from, trees);
  return from.chance.happens(0.04) ? spoilExpressions(from.chance, printed) : printed;
}

function nameOrMissing({ chance }: Ingredients, name: string): string {
  return chance.happens(0.01) ? 'T9' : name;
}

function aboutTables({ chance, tables }: Ingredients, table: TablePlan): Step {
  return chance.weighted<Step>([
    [3, () => ({ operation: 'DescribeTable', input: { TableName: chance.one(table.name, table.name, 'T9') } })],
    [1, () => ({ operation: 'ListTables', input: {} })],
    [1, () => ({ operation: 'DeleteTable', input: { TableName: chance.one(tables.at(-1)?.name, 'T9') } })],
    [3, () => invalidTable(chance)],
    [1, () => createTable(table)],
  ]);
}

function aboutTimeToLive({ chance }: Ingredients, table: TablePlan): Step {
  const TableName = chance.one(table.name, table.name, table.name, 'T9');
  if (chance.happens(0.5)) return { operation: 'DescribeTimeToLive', input: { TableName } };
  const AttributeName = chance.one('expires', 'expires', 'expires', 'other', '', undefined);
  const TimeToLiveSpecification = { Enabled: chance.one(true, true, true, false, undefined), AttributeName };
  return { operation: 'UpdateTimeToLive', input: { TableName, TimeToLiveSpecification } };
}

/** Generates a table that is usually invalid. */
function invalidTable(chance: Chance): Step {
  const { operation, input } = createTable(tablePlan(chance, 'T8'));
  const changes = chance.one<StepInput>(
    { KeySchema: [] },
    { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] },
    { KeySchema: [{ AttributeName: 'missing', KeyType: 'HASH' }] },
    { AttributeDefinitions: [] },
    { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'BOOL' }] },
    { BillingMode: 'PROVISIONED' },
    { BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 } },
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    { GlobalSecondaryIndexes: [] },
    { LocalSecondaryIndexes: [] },
    { TableName: 'a table' },
  );
  return { operation, input: { ...input, ...changes } };
}

function keyCondition({ chance, values, expressions }: Ingredients, { types }: TablePlan, key: KeyNames): Condition {
  if (chance.happens(0.02)) return expressions.condition();
  const condition = (name: string, operator: () => '=' | '<' | '<=' | '>' | '>='): Condition => {
    const path = { kind: 'path', steps: [name] } as const;
    const operand = { kind: 'value', value: values.key(types[name] ?? 'S', 0.01) } as const;
    const comparator = chance.happens(0.01) ? '<>' : operator();
    if (chance.happens(0.9)) return { kind: 'comparison', comparator, left: path, right: operand };
    return { kind: 'comparison', comparator, left: operand, right: path };
  };
  const equalities = [...key.partition, ...key.sort.slice(0, -1)];
  const clauses = equalities.map((name) => condition(name, () => (chance.happens(0.99) ? '=' : '<')));
  const last = key.sort.at(-1);
  if (last !== undefined && chance.happens(0.6)) {
    const path = { kind: 'path', steps: [last] } as const;
    const operand = () => ({ kind: 'value', value: values.key(types[last] ?? 'S', 0.01) }) as const;
    clauses.push(
      chance.weighted<Condition>([
        [6, () => condition(last, () => chance.one('=', '<', '<=', '>', '>='))],
        [2, () => ({ kind: 'between', operand: path, lower: operand(), upper: operand() })],
        [types[last] === 'N' ? 0.1 : 2, () => ({ kind: 'begins_with', operand: path, prefix: operand() })],
      ]),
    );
  }
  if (chance.happens(0.02)) clauses.push(condition(chance.one('a', 'pk', 'sk', 'g1'), () => '='));
  const written = chance.happens(0.02) ? clauses.slice(1) : chance.happens(0.1) ? clauses.toReversed() : clauses;
  const [first = expressions.condition(), ...others] = written;
  const kind = chance.happens(0.005) ? 'or' : 'and';
  return others.reduce<Condition>((left, right) => ({ kind, left, right }), first);
}

/** Generates members that Query and Scan share. */
function reading(from: Ingredients, table: TablePlan, index: IndexPlan | undefined): StepInput {
  const { chance } = from;
  return {
    ...(index === undefined ? {} : { IndexName: index.name }),
    ...(index?.kind === 'global' && chance.happens(0.98) ? {} : isConsistent(from)),
    ...(chance.happens(0.1) ? { Select: 'COUNT' } : {}),
    ...(index !== undefined && chance.happens(0.1) ? { Select: 'ALL_PROJECTED_ATTRIBUTES' } : {}),
    ...(chance.happens(0.05) ? { Select: chance.one('ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES') } : {}),
    ...(chance.happens(0.05) ? { ExclusiveStartKey: startKey(from, table, index) } : {}),
  };
}

function startKey({ chance, values }: Ingredients, table: TablePlan, index: IndexPlan | undefined): Item {
  const names = new Set([...table.key, ...(index?.partition ?? []), ...(index?.sort ?? [])]);
  const entries = [...names].map((name) => [name, values.key(table.types[name] ?? 'S', 0.02)] as const);
  const kept = chance.happens(0.05) ? entries.slice(1) : entries;
  return Object.fromEntries(chance.happens(0.05) ? [...kept, ['a', { S: 'too much' }]] : kept);
}

function paged({ chance }: Ingredients, step: Step): Step {
  if (!chance.happens(0.5)) return step;
  return { ...step, limits: chance.one([1], [2], [3], [1, 2, 5], [7], []) };
}

function inTable(from: Ingredients, { name }: TablePlan, members: StepInput): StepInput {
  return { TableName: name, ...members, ...capacity(from) };
}

function capacity({ chance }: Ingredients): StepInput {
  return chance.happens(0.5) ? { ReturnConsumedCapacity: chance.one('TOTAL', 'INDEXES') } : {};
}

function isConsistent({ chance }: Ingredients): StepInput {
  return chance.happens(0.3) ? { ConsistentRead: chance.happens(0.8) } : {};
}

function oldValues(from: Ingredients): StepInput {
  return { ...(from.chance.happens(0.5) ? { ReturnValues: 'ALL_OLD' } : {}), ...itemOnFailure(from) };
}

function itemOnFailure({ chance }: Ingredients): StepInput {
  return chance.happens(0.3) ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : {};
}

function condition(from: Ingredients): StepInput {
  if (!from.chance.happens(0.35)) return {};
  if (from.chance.happens(legacyShare)) return from.legacy.expected();
  return print(from, { ConditionExpression: from.expressions.condition() });
}

function filter({ chance, expressions }: Ingredients): ExpressionTrees {
  return chance.happens(0.4) ? { FilterExpression: expressions.condition() } : {};
}

function projection({ chance, expressions }: Ingredients): ExpressionTrees {
  return chance.happens(0.25) ? { ProjectionExpression: expressions.projection() } : {};
}

/** Generates a projection in one of the two styles, or none. */
function projected(from: Ingredients): StepInput {
  const { chance, legacy } = from;
  if (chance.happens(legacyShare)) return chance.happens(0.25) ? legacy.projection() : {};
  return print(from, projection(from));
}

/** Generates a filter and a projection in one of the two styles, or none. */
function filterAndProjection(from: Ingredients, member: 'QueryFilter' | 'ScanFilter'): StepInput {
  const { chance, legacy } = from;
  if (!chance.happens(legacyShare)) return print(from, { ...filter(from), ...projection(from) });
  return {
    ...(chance.happens(0.5) ? legacy.filter(member) : {}),
    ...(chance.happens(0.3) ? legacy.projection() : {}),
  };
}

function print({ chance }: Ingredients, trees: ExpressionTrees): StepInput {
  return printExpressions(chance, trees);
}
