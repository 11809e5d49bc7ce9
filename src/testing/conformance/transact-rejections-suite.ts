import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { nestedValue } from './nested-value.ts';
import { type RejectedRequest, rejectionTest, untyped } from './rejection-test.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

type Actions = NonNullable<Input<'TransactWriteItems'>['TransactItems']>;
type Update = NonNullable<Actions[number]['Update']>;
type Put = NonNullable<Actions[number]['Put']>;

/** A request with one or more violations: its actions, other members, and the violation reported. */
interface Case extends Pick<RejectedRequest<'TransactWriteItems'>, 'error' | 'message'> {
  readonly actions: (TableName: string) => Actions;
  readonly members?: Omit<Input<'TransactWriteItems'>, 'TransactItems'>;
  /** Default: behaviour §14. */
  readonly source?: string;
}

const one = (text: string) => `1 validation error detected: ${text}`;
const failed = (value: string, path: string, constraint: string) =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
const key = (S: string) => ({ pk: { S } });
const put = (TableName: string, S = 'a', more: Partial<Put> = {}) => ({ Put: { TableName, Item: key(S), ...more } });
const update = (TableName: string, UpdateExpression: string, more: Partial<Update> = {}) => ({
  Update: { TableName, Key: key('u'), UpdateExpression, ...more },
});
const check = (TableName: string, ConditionExpression: string, values?: Record<string, AttributeValue>) => ({
  ConditionCheck: { TableName, Key: key('c'), ConditionExpression, ExpressionAttributeValues: values },
});
const badEnumeration = { ReturnValuesOnConditionCheckFailure: untyped('ALL') };
const twoActions = (TableName: string) => ({ ...put(TableName), ...update(TableName, 'REMOVE a') });

const enumeration = (path: string) => failed("'ALL'", path, 'Member must satisfy enum value set: [ALL_OLD, NONE]');
const oneOfActions = 'TransactItems can only contain one of Check, Put, Update or Delete';
const emptyName = 'Empty attribute name';
const emptySet = 'One or more parameter values were invalid: An string set  may not be empty';
const duplicates = 'One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.';
const unused = 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}';
const unusedValue = { ExpressionAttributeValues: { ':unused': { S: 'x' } } };
const ofValue = (message: string) => `ExpressionAttributeValues contains invalid value: ${message} for key :v`;
const missingTable = { error: 'ResourceNotFoundException', message: 'Requested resource not found' };

/** Violations of the members, behaviour §14, steps 1 to 4: each step hides those after it. */
const members: Readonly<Record<string, Case>> = {
  'an empty list, alone': {
    actions: () => [],
    members: { ReturnConsumedCapacity: untyped('ALL'), ClientRequestToken: 't'.repeat(37) },
    // The newer layer leaves out the value.
    message:
      /^1 validation error detected: Value (?:'\[\]' at 'transactItems'|at 'TransactItems') failed to satisfy constraint: Member must have length greater than or equal to 1$/,
  },
  'more than 100 actions, alone': {
    actions: (TableName) => Array.from({ length: 101 }, (_, index) => put(TableName, String(index), badEnumeration)),
    // The service prints the list in the way of its Java classes.
    message:
      /^1 validation error detected: Value .*at '(?:transactItems|TransactItems)' failed to satisfy constraint: Member must have length less than or equal to 100$/s,
  },
  'enumerations of all actions in their order, the token, and the modes, together': {
    actions: () => [
      put('b?'),
      update('b?', '', badEnumeration),
      { Delete: { TableName: 'b?', Key: {}, ...badEnumeration } },
    ],
    members: {
      ReturnItemCollectionMetrics: untyped('ALL'),
      ReturnConsumedCapacity: untyped('ALL'),
      ClientRequestToken: 't'.repeat(37),
    },
    message: `5 validation errors detected: ${[
      enumeration('transactItems.2.member.update.returnValuesOnConditionCheckFailure'),
      enumeration('transactItems.3.member.delete.returnValuesOnConditionCheckFailure'),
      failed(`'${'t'.repeat(37)}'`, 'clientRequestToken', 'Member must have length less than or equal to 36'),
      failed("'ALL'", 'returnConsumedCapacity', 'Member must satisfy enum value set: [INDEXES, TOTAL, NONE]'),
      failed("'ALL'", 'returnItemCollectionMetrics', 'Member must satisfy enum value set: [SIZE, NONE]'),
    ].join('; ')}`,
  },
  'a token without characters': {
    source: 'api §1.1',
    actions: (TableName) => [put(TableName)],
    members: { ClientRequestToken: '' },
    message: one(failed("''", 'clientRequestToken', 'Member must have length greater than or equal to 1')),
  },
  'an element with several actions before bad table names': {
    actions: (TableName) => [put('b?'), twoActions(TableName)],
    message: oneOfActions,
  },
  'an element without an action': {
    actions: (TableName) => [put(TableName), {}],
    message: 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  },
  'an enumeration before several actions in an element': {
    actions: (TableName) => [twoActions(TableName), put(TableName, 'b', badEnumeration)],
    message: one(enumeration('transactItems.2.member.put.returnValuesOnConditionCheckFailure')),
  },
  'the table names of all actions together, length before pattern': {
    actions: (TableName) => [update('?', ''), put(TableName, ''), check('bad name', '')],
    message: `3 validation errors detected: ${[
      failed("'?'", 'transactItems.1.member.update.tableName', 'Member must have length greater than or equal to 3'),
      failed(
        "'?'",
        'transactItems.1.member.update.tableName',
        'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+',
      ),
      failed(
        "'bad name'",
        'transactItems.3.member.conditionCheck.tableName',
        'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+',
      ),
    ].join('; ')}`,
  },
};

/** Violations in names, sets, values and expressions, behaviour §14, steps 5 to 7. */
const contents: Readonly<Record<string, Case>> = {
  'a bad table name before an empty attribute name': {
    actions: () => [put('b?', 'a', { Item: { '': { S: 'x' } } })],
    message: /^2 validation errors detected: .*; .*tableName/,
  },
  'an empty attribute name of the last action before an empty set of the first': {
    actions: (TableName) => [
      put(TableName, 'a', { Item: { ...key('a'), s: { SS: [] } } }),
      put(TableName, 'b', { Item: { ...key('b'), m: { M: { '': { S: 'x' } } } } }),
    ],
    message: emptyName,
  },
  'an empty attribute name in an expression attribute value, with its key': {
    source: 'behaviour §3',
    actions: (TableName) => [
      update(TableName, 'SET', {}),
      update(TableName, 'SET a = :v', { ExpressionAttributeValues: { ':v': { M: { '': { S: 'x' } } } } }),
    ],
    message: ofValue(emptyName),
  },
  'an empty set of the last action before an unreadable expression of the first': {
    actions: (TableName) => [update(TableName, 'SET'), put(TableName, 'b', { Item: { ...key('b'), s: { SS: [] } } })],
    message: emptySet,
  },
  'repeated members of a set, in the wording of the older layer': {
    source: 'behaviour §4',
    actions: (TableName) => [
      update(TableName, 'SET'),
      put(TableName, 'b', { Item: { ...key('b'), s: { SS: ['b', 'a', 'b'] } } }),
    ],
    message: duplicates,
  },
  'an empty set in an expression attribute value, with its key': {
    actions: (TableName) => [update(TableName, 'SET a = :v', { ExpressionAttributeValues: { ':v': { SS: [] } } })],
    message: ofValue(emptySet),
  },
  'a malformed number in an expression attribute value, with its key': {
    source: 'behaviour §0',
    actions: (TableName) => [update(TableName, 'SET a = :v', { ExpressionAttributeValues: { ':v': { N: 'abc' } } })],
    message: ofValue('The parameter cannot be converted to a numeric value: abc'),
  },
  'a malformed number in an item': {
    source: 'behaviour §0',
    actions: (TableName) => [put(TableName, 'a', { Item: { ...key('a'), n: { N: 'abc' } } })],
    message: 'The parameter cannot be converted to a numeric value: abc',
  },
  'an unused value of the first action before an unreadable expression of the second': {
    actions: (TableName) => [
      check(TableName, 'attribute_exists(pk)', { ':unused': { S: 'x' } }),
      update(TableName, 'SET'),
    ],
    message: unused,
  },
  'an unused value of the second action before a missing table of the first': {
    actions: (TableName) => [put(`${TableName}-absent`), update(TableName, 'REMOVE a', unusedValue)],
    message: unused,
  },
  'the depth of a value before the sizes of expressions': {
    actions: (TableName) => [
      update(TableName, `REMOVE ${'a'.repeat(4096)}`, { ExpressionAttributeValues: { ':v': nestedValue(33) } }),
    ],
    message: ofValue(tooDeep()),
  },
  'the size of a condition before the depth of the item': {
    actions: (TableName) => [
      put(TableName, 'a', { Item: { ...key('a'), l: nestedValue(32) }, ConditionExpression: 'a'.repeat(4097) }),
    ],
    // The older text has the size after it.
    message:
      /^Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;(?: expression size: 4097)?$/,
  },
  'the size of an update before that of its condition': {
    actions: (TableName) => [update(TableName, 'a'.repeat(4097), { ConditionExpression: 'a'.repeat(4097) })],
    message: 'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
  },
  'the size of a condition before an empty update': {
    actions: (TableName) => [update(TableName, '', { ConditionExpression: 'a'.repeat(4097) })],
    message: /^Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;/,
  },
  'the depth of an item before its size': {
    actions: (TableName) => [
      put(TableName, 'a', {
        Item: { ...sizedItem(key('a'), 409_601), l: nestedValue(32) },
        ConditionExpression: 'a =',
      }),
    ],
    message: tooDeep(),
  },
  'the size of an item before an unreadable condition': {
    actions: (TableName) => [put(TableName, 'a', { Item: sizedItem(key('a'), 409_601), ConditionExpression: 'a =' })],
    message: 'Item size has exceeded the maximum allowed size',
  },
  'the size of a put before a missing table': {
    source: 'behaviour §1',
    actions: (TableName) => [put(`${TableName}-absent`), put(TableName, 'b', { Item: sizedItem(key('b'), 409_601) })],
    message: 'Item size has exceeded the maximum allowed size',
  },
  'the depth of a key': {
    source: 'behaviour §4',
    actions: (TableName) => [{ Delete: { TableName, Key: { pk: nestedValue(32) } } }],
    message: tooDeep(),
  },
  'an empty update': {
    actions: (TableName) => [update(TableName, '')],
    message: 'Invalid UpdateExpression: The expression can not be empty;',
  },
  'an unreadable condition before overlapping paths of the update': {
    actions: (TableName) => [update(TableName, 'REMOVE a, a.b', { ConditionExpression: 'a =' })],
    message: 'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="',
  },
  'overlapping paths before undefined values': {
    actions: (TableName) => [update(TableName, 'SET a = :u, a.b = :u')],
    message:
      'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  },
  'undefined names before unused values': {
    actions: (TableName) => [update(TableName, 'REMOVE #u', unusedValue)],
    message:
      'Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute name: #u',
  },
};

/** Violations that depend on the tables, behaviour §3 and §14, steps 8 and 9. */
const targets: Readonly<Record<string, Case>> = {
  'a missing table': {
    actions: (TableName) => [put(TableName), put(`${TableName}-absent`)],
    ...missingTable,
  },
  'a missing table before a key that does not match': {
    actions: (TableName) => [{ Delete: { TableName, Key: { pk: { N: '1' } } } }, put(`${TableName}-absent`)],
    ...missingTable,
  },
  'two actions on one item before a key that does not match': {
    actions: (TableName) => [{ Delete: { TableName, Key: { pk: { N: '1' } } } }, put(TableName), put(TableName)],
    message: 'Transaction request cannot include multiple operations on one item',
  },
  'an empty key value, of the request as a whole': {
    source: 'behaviour §3',
    actions: (TableName) => [put(TableName), put(TableName, '')],
    message:
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
  },
  'more than 4 MB of items': {
    source: 'api §6',
    actions: (TableName) =>
      Array.from({ length: 11 }, (_, index) => put(TableName, '', { Item: sizedItem(key(`big ${index}`), 400_000) })),
    message: /4 ?MB/,
  },
};

/** TransactWriteItems: violations for which the request as a whole is rejected, and their order (behaviour §14). */
export const transactRejectionsSuite: ConformanceSuite = {
  name: 'transact-rejections',
  tests: [
    ...Object.entries({ ...members, ...contents, ...targets }).flatMap(
      ([what, { actions, members: others, source = 'behaviour §14', ...rejection }]) =>
        withSource(source, [
          rejectionTest(`reports ${what}`, {
            operation: 'TransactWriteItems',
            input: (TableName) => ({ ...others, TransactItems: actions(TableName) }),
            ...rejection,
          }),
        ]),
    ),
    ...withSource('behaviour §14', [
      rejectionTest('TransactGetItems reports an element without a read together with the mode', {
        operation: 'TransactGetItems',
        input: (TableName) => ({
          TransactItems: [{ Get: undefined }, { Get: { TableName, Key: key('a') } }],
          ReturnConsumedCapacity: untyped('ALL'),
        }),
        message: `2 validation errors detected: ${failed('null', 'transactItems.1.member.get', 'Member must not be null')}; ${failed("'ALL'", 'returnConsumedCapacity', 'Member must satisfy enum value set: [INDEXES, TOTAL, NONE]')}`,
      }),
      rejectionTest('TransactGetItems reports more than 100 reads', {
        operation: 'TransactGetItems',
        input: (TableName) => ({
          TransactItems: Array.from({ length: 101 }, (_, index) => ({ Get: { TableName, Key: key(String(index)) } })),
        }),
        message:
          /at '(?:transactItems|TransactItems)' failed to satisfy constraint: Member must have length less than or equal to 100$/,
      }),
    ]),
    {
      name: 'a rejected request writes nothing',
      source: 'behaviour §14',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = key(newKey());
        const TransactItems = [put(TableName, Key.pk.S), update(TableName, 'REMOVE a', unusedValue)];
        await expectRejection(db.execute('TransactWriteItems', { TransactItems }), { message: unused });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, undefined);
      },
    },
  ],
};

function tooDeep(): string {
  return 'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
}
