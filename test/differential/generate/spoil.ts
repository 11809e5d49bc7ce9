import type { StepInput } from '../step.ts';
import type { Chance } from './chance.ts';

const expressionMembers = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'UpdateExpression',
  'ProjectionExpression',
] as const;

const vocabulary = [
  ...['a', 'pk', 'm', '#0', '#1', ':0', ':1', ':missing', '#missing', '0', '[', ']', '(', ')', '.', ',', '='],
  ...['<>', '<', '>=', '+', '-', '!', 'é', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE'],
  ...[
    'size',
    'contains',
    'begins_with',
    'attribute_exists',
    'if_not_exists',
    'list_append',
    'Contains',
    'status',
    '_a',
  ],
];

/** Changes an expression of a request or its placeholders, usually to an invalid one. */
export function spoilExpressions(chance: Chance, input: StepInput): StepInput {
  const members = expressionMembers.filter((member) => typeof input[member] === 'string');
  if (members.length === 0) return input;
  const member = chance.of(members);
  const text = String(input[member]);
  return chance.weighted<StepInput>([
    [8, () => ({ ...input, [member]: changeToken(chance, text) })],
    [1, () => ({ ...input, [member]: chance.one('', ' ', `(${text})`, `((${text}))`, `NOT ${text}`, `${text},`) })],
    [1, () => ({ ...input, [member]: text.toLowerCase() })],
    [1, () => ({ ...input, [member]: text.replaceAll(' ', chance.one('  ', '\n', '\t')) })],
    [1, () => addEntry(input, 'ExpressionAttributeValues', [chance.one(':unused', 'v', ':'), { S: 'unused' }])],
    [1, () => addEntry(input, 'ExpressionAttributeNames', [chance.one('#unused', 'n', '#'), 'unused'])],
    [1, () => dropEntry(chance, input, 'ExpressionAttributeValues')],
    [1, () => dropEntry(chance, input, 'ExpressionAttributeNames')],
    [1, () => ({ ...input, [chance.one('ExpressionAttributeValues', 'ExpressionAttributeNames')]: {} })],
    [1, () => without(input, member)],
  ]);
}

/** Makes another member of a request invalid: a name, an enumeration value, a limit, an extra or a missing member. */
export function spoilMembers(chance: Chance, input: StepInput): StepInput {
  return chance.weighted<StepInput>([
    [2, () => ({ ...input, TableName: chance.one('T9', 'ab', 'no table', '', 'x'.repeat(256)) })],
    [1, () => ({ ...input, ReturnValues: chance.one('ALL_NEW', 'UPDATED_OLD', 'WRONG', 'ALL_OLD') })],
    [1, () => ({ ...input, ReturnConsumedCapacity: chance.one('WRONG', 'NONE') })],
    [1, () => ({ ...input, ReturnValuesOnConditionCheckFailure: chance.one('WRONG', 'ALL_NEW') })],
    [1, () => ({ ...input, Limit: chance.one(0, -1) })],
    [2, () => ({ ...input, IndexName: chance.one('no-such-index', 'global-0', 'local-0') })],
    [2, () => ({ ...input, Select: chance.one('WRONG', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES') })],
    [1, () => ({ ...input, Select: 'SPECIFIC_ATTRIBUTES' })],
    [1, () => ({ ...input, ConsistentRead: true })],
    [1, () => ({ ...input, ConditionalOperator: chance.one('AND', 'XOR') })],
    [1, () => ({ ...input, AttributesToGet: ['a'] })],
    [1, () => ({ ...input, Expected: { a: { Exists: false } } })],
    [1, () => ({ ...input, Segment: chance.one(0, 3, -1) })],
    [1, () => ({ ...input, TotalSegments: chance.one(1, 2, 0) })],
    [1, () => ({ ...input, Segment: 2, TotalSegments: 2 })],
    [1, () => without(input, chance.of(Object.keys(input)))],
  ]);
}

function changeToken(chance: Chance, text: string): string {
  const tokens = text.match(/[:#]?[a-z0-9_]+|<>|[<>]=|\s+|./gi) ?? [];
  const at = chance.whole(0, tokens.length - 1);
  return chance
    .one(
      tokens.toSpliced(at, 1),
      tokens.toSpliced(at, 0, tokens[at] ?? ''),
      tokens.toSpliced(at, 1, chance.of(vocabulary)),
      tokens.toSpliced(at, 0, ` ${chance.of(vocabulary)} `),
      tokens.slice(0, at),
    )
    .join('');
}

function addEntry(input: StepInput, member: string, entry: readonly [string, unknown]): StepInput {
  return { ...input, [member]: Object.fromEntries([...entriesOf(input, member), entry]) };
}

function dropEntry(chance: Chance, input: StepInput, member: string): StepInput {
  const entries = entriesOf(input, member);
  if (entries.length === 0) return input;
  return { ...input, [member]: Object.fromEntries(entries.toSpliced(chance.whole(0, entries.length - 1), 1)) };
}

function entriesOf(input: StepInput, member: string): readonly [string, unknown][] {
  const found = input[member];
  return typeof found === 'object' && found !== null ? Object.entries(found) : [];
}

function without(input: StepInput, member: string): StepInput {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== member));
}
