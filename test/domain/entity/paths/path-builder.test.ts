import * as assert from 'uvu/assert';
import {
  binary,
  boolean,
  epochSeconds,
  isoDate,
  list,
  map,
  number,
  numberSet,
  record,
  string,
  stringSet,
  version,
} from '../../../../src/domain/entity/attributes.ts';
import { entity } from '../../../../src/domain/entity/entity.ts';
import { pathsOf } from '../../../../src/domain/entity/paths/entity-paths.ts';
import { and, not, or } from '../../../../src/domain/expressions/condition-builders.ts';
import { ExpressionPrinter } from '../../../../src/domain/expressions/print.ts';
import type { Condition, UpdateAction } from '../../../../src/domain/expressions/tree.ts';
import { suite } from '../../../support/suite.ts';
import { messageThrown } from '../thrown.ts';

const test = suite('paths of an entity');

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string().storedAs('ln'),
    joinedAt: isoDate(),
    age: number().optional(),
    limit: number().nullable(),
    email: string(),
    active: boolean().optional(),
    photo: binary().optional(),
    expiresAt: epochSeconds().optional(),
    tags: stringSet().optional(),
    scores: numberSet(),
    address: map({ street: string().storedAs('st'), zip: string().optional() }),
    lines: list(map({ sku: string(), quantity: number().storedAs('q') })),
    labels: record(number()),
    version: version().storedAs('v'),
  },
  key: { partition: 'lastName', sort: 'joinedAt' },
});
const u = pathsOf(User);

/** Prints an expression with names and values in place of placeholders. */
function readable(print: (printer: ExpressionPrinter) => string): string {
  const printer = new ExpressionPrinter();
  const text = print(printer);
  const [names, values] = [printer.names() ?? {}, printer.values() ?? {}];
  return text.replace(/[#:][0-9]+/g, (placeholder) => names[placeholder] ?? JSON.stringify(values[placeholder]));
}
const condition = (tree: Condition) => readable((printer) => printer.node(tree));
const update = (...actions: readonly UpdateAction[]) => readable((printer) => printer.update({ actions }));
const violation = (call: () => unknown) => messageThrown('BAD_INPUT', call).replace(/^User\./, '');

test("comparisons encode values with the attribute's codec and use its stored name", () => {
  assert.is(condition(u.age.eq(18)), 'age = {"N":"18"}');
  assert.is(condition(u.age.ne(18)), 'age <> {"N":"18"}');
  assert.is(condition(u.age.lt(18)), 'age < {"N":"18"}');
  assert.is(condition(u.age.lte(18)), 'age <= {"N":"18"}');
  assert.is(condition(u.age.gt(18)), 'age > {"N":"18"}');
  assert.is(condition(u.age.gte(18)), 'age >= {"N":"18"}');
  assert.is(condition(u.age.between(18, 65)), 'age BETWEEN {"N":"18"} AND {"N":"65"}');
  assert.is(condition(u.age.in(1, 2)), 'age IN ({"N":"1"}, {"N":"2"})');
  assert.is(condition(u.joinedAt.gte(new Date(0))), 'joinedAt >= {"S":"1970-01-01T00:00:00.000Z"}');
  assert.is(condition(u.lastName.eq('Smith')), 'ln = {"S":"Smith"}');
  assert.is(condition(u.limit.eq(null)), 'limit = {"NULL":true}');
  assert.is(condition(u.tags.eq(new Set(['a']))), 'tags = {"SS":["a"]}');
  assert.is(condition(u.version.gt(3)), 'v > {"N":"3"}');
});

test('an operand can be another path or a size', () => {
  assert.is(condition(u.age.gt(u.limit)), 'age > limit');
  assert.is(condition(u.age.between(0, u.limit)), 'age BETWEEN {"N":"0"} AND limit');
  assert.is(condition(u.age.in(u.limit, 3)), 'age IN (limit, {"N":"3"})');
  assert.is(condition(u.age.lt(u.tags.size())), 'age < size(tags)');
  assert.is(condition(u.tags.size().between(1, 2)), 'size(tags) BETWEEN {"N":"1"} AND {"N":"2"}');
  assert.is(condition(u.email.size().gt(u.age)), 'size(email) > age');
});

test('functions test existence, type, prefix and parts', () => {
  assert.is(condition(u.age.exists()), 'attribute_exists(age)');
  assert.is(condition(u.age.notExists()), 'attribute_not_exists(age)');
  assert.is(condition(u.age.hasType('N')), 'attribute_type(age, {"S":"N"})');
  assert.is(condition(u.email.beginsWith('j')), 'begins_with(email, {"S":"j"})');
  assert.is(condition(u.email.contains('@')), 'contains(email, {"S":"@"})');
  assert.is(condition(u.joinedAt.beginsWith('2024-05')), 'begins_with(joinedAt, {"S":"2024-05"})');
  assert.is(condition(u.photo.beginsWith(new Uint8Array([1]))), 'begins_with(photo, {"B":{"0":1}})');
  assert.is(condition(u.tags.contains('vip')), 'contains(tags, {"S":"vip"})');
  assert.is(condition(u.scores.contains(3)), 'contains(scores, {"N":"3"})');
  assert.is(
    condition(u.lines.contains({ sku: 'A', quantity: 1 })),
    'contains(lines, {"M":{"sku":{"S":"A"},"q":{"N":"1"}}})',
  );
});

test('conditions are joined with and, or and not', () => {
  const joined = and(u.age.gt(1), or(u.email.exists(), not(u.tags.contains('x'))));
  assert.ok(joined);
  assert.is(condition(joined), 'age > {"N":"1"} AND (attribute_exists(email) OR NOT contains(tags, {"S":"x"}))');
});

test('paths lead into maps and lists, with any names', () => {
  assert.is(condition(u.address.at('street').eq('x')), 'address.st = {"S":"x"}');
  assert.is(condition(u.lines.at(3).at('quantity').lt(2)), 'lines[3].q < {"N":"2"}');
  assert.is(condition(u.labels.at('a.b[0]').exists()), 'attribute_exists(labels.a.b[0])');
  const printer = new ExpressionPrinter();
  printer.node(u.labels.at('a.b[0]').exists());
  assert.equal(printer.names(), { '#0': 'labels', '#1': 'a.b[0]' });
});

test('set assigns a value, another path, or a computation with one', () => {
  assert.is(update(u.email.set('j@x')), 'SET email = {"S":"j@x"}');
  assert.is(update(u.limit.set(null)), 'SET limit = {"NULL":true}');
  assert.is(update(u.email.set(u.lastName)), 'SET email = ln');
  assert.is(update(u.age.set(u.age.plus(1))), 'SET age = age + {"N":"1"}');
  assert.is(update(u.age.set(u.age.minus(u.lines.at(0).at('quantity')))), 'SET age = age - lines[0].q');
  assert.is(update(u.email.set(u.email.orElse('none'))), 'SET email = if_not_exists(email, {"S":"none"})');
  assert.is(update(u.email.set(u.email.orElse(u.lastName))), 'SET email = if_not_exists(email, ln)');
  assert.is(update(u.age.set(u.age.orElse(0).plus(1))), 'SET age = if_not_exists(age, {"N":"0"}) + {"N":"1"}');
  assert.is(
    update(u.age.set(u.age.orElse(0).minus(u.age.orElse(1)))),
    'SET age = if_not_exists(age, {"N":"0"}) - if_not_exists(age, {"N":"1"})',
  );
  assert.is(update(u.address.at('zip').set('1')), 'SET address.zip = {"S":"1"}');
});

test('add and delete change numbers and sets in place', () => {
  assert.is(update(u.age.add(1)), 'ADD age {"N":"1"}');
  assert.is(update(u.lines.at(0).at('quantity').add(-1)), 'ADD lines[0].q {"N":"-1"}');
  assert.is(update(u.tags.add('a', 'b')), 'ADD tags {"SS":["a","b"]}');
  assert.is(update(u.scores.delete(1)), 'DELETE scores {"NS":["1"]}');
});

test('append and prepend extend a list', () => {
  const line = { sku: 'A', quantity: 1 };
  const stored = '{"L":[{"M":{"sku":{"S":"A"},"q":{"N":"1"}}}]}';
  assert.is(update(u.lines.append(line)), `SET lines = list_append(lines, ${stored})`);
  assert.is(update(u.lines.prepend(line)), `SET lines = list_append(${stored}, lines)`);
  assert.is(
    update(u.lines.set(u.lines.orElse([]).append(line))),
    `SET lines = list_append(if_not_exists(lines, {"L":[]}), ${stored})`,
  );
});

test('remove removes optional attributes and elements, but not required attributes', () => {
  assert.is(update(u.age.remove(), u.address.at('zip').remove()), 'REMOVE age, address.zip');
  assert.is(update(u.lines.at(1).remove(), u.labels.at('x').remove()), 'REMOVE lines[1], labels.x');
  assert.is(
    violation(() => u.email.remove()),
    'email is required: it cannot be removed',
  );
  assert.is(
    violation(() => u.address.at('street').remove()),
    'address.street is required: it cannot be removed',
  );
});

test('an empty set removes an optional attribute and is rejected elsewhere', () => {
  assert.is(update(u.tags.set(new Set())), 'REMOVE tags');
  assert.is(
    violation(() => u.scores.set(new Set())),
    'scores must not be empty: DynamoDB cannot store an empty set',
  );
  assert.is(
    violation(() => u.tags.eq(new Set())),
    'tags cannot be compared with an empty set: DynamoDB never stores one',
  );
  assert.is(
    violation(() => u.tags.orElse(new Set())),
    'tags cannot use an empty set: DynamoDB cannot store one',
  );
});

test('dates in comparisons may have milliseconds, but stored ones may not', () => {
  const date = new Date(1_700_000_000_050);
  assert.is(condition(u.expiresAt.gt(date)), 'expiresAt > {"N":"1700000000.05"}');
  assert.is(condition(u.expiresAt.lt(new Date(-1))), 'expiresAt < {"N":"-0.001"}');
  assert.is(condition(u.expiresAt.eq(new Date(1000))), 'expiresAt = {"N":"1"}');
  assert.match(
    violation(() => u.expiresAt.set(date)),
    /^expiresAt has milliseconds/,
  );
});

test('undefined is not accepted as a value', () => {
  assert.is(
    violation(() => Reflect.apply(u.age.set, u.age, [undefined])),
    'age cannot be set to undefined: use remove()',
  );
  assert.is(
    violation(() => Reflect.apply(u.age.eq, u.age, [undefined])),
    'age must be a number, but is undefined',
  );
  assert.is(
    violation(() => u.age.in()),
    'age needs at least one value in in()',
  );
});

test('keys and the version cannot be changed, even by callers without types', () => {
  const change = (name: 'lastName' | 'version', method: string, value: unknown) =>
    violation(() => Reflect.apply(Reflect.get(u[name], method), u[name], [value]));
  assert.is(change('lastName', 'set', 'x'), 'lastName cannot be changed: it is part of the key');
  assert.is(change('lastName', 'remove', undefined), 'lastName cannot be changed: it is part of the key');
  assert.is(change('version', 'add', 1), 'version cannot be changed: only dynarepo sets it');
});

/** Returns the error message for a caller without types. */
const untyped = (path: object, method: string, ...operands: readonly unknown[]) =>
  violation(() => Reflect.apply(Reflect.get(path, method), path, operands));

test('an operation of another kind is rejected with a reason', () => {
  assert.is(untyped(u.email, 'plus', 1), 'email is not a number: plus() and minus() need one');
  assert.is(untyped(u.email, 'append', 'x'), 'email is not a list: append() and prepend() need one');
  assert.match(
    untyped(u.email, 'add', 'x'),
    /^email is stored as S: members can be added to or deleted from a set only/,
  );
  assert.match(untyped(u.age, 'delete', 1), /^age is stored as N: members can be added to or deleted from a set only/);
  assert.is(untyped(u.active, 'beginsWith', 'x'), 'active is stored as BOOL, which this condition does not support');
  assert.is(untyped(u.email, 'at', 0), 'email is not a list or a map: at() needs one');
  assert.match(untyped(u.lines, 'at', -1), /^lines is a list: at\(\) needs an index from 0, but got -1$/);
  assert.is(untyped(u.labels, 'at', ''), 'labels is a map: at() needs a name, but got ""');
  assert.is(untyped(u.address, 'at', 'zap'), 'address has no attribute "zap"; did you mean "zip"?');
  assert.is(untyped(u.tags, 'add'), 'tags needs at least one member to add or delete');
  assert.is(
    untyped(u.age, 'set', u.tags.size()),
    'age cannot be set to a size: DynamoDB allows size() only in conditions',
  );
  assert.is(untyped(u.age.plus(1), 'plus', 1), 'age uses two operators: DynamoDB allows one per assignment');
});

test('a value of another type is rejected with its location', () => {
  assert.is(untyped(u.age, 'gt', '18'), 'age must be a number, but is a string');
  assert.is(untyped(u.lines.at(0).at('quantity'), 'set', '2'), 'lines[0].quantity must be a number, but is a string');
  assert.is(untyped(u.tags.size(), 'eq', 'x'), 'tags.size() must be a number, but is a string');
  assert.is(untyped(u.email, 'beginsWith', 1), 'email must be a string, but is a number');
  assert.is(untyped(u.tags, 'contains', 1), 'tags must be a string, but is a number');
});

test('are created once per entity, are frozen, and have no other names', () => {
  assert.is(pathsOf(User), u);
  assert.ok(Object.isFrozen(u));
  assert.not('toString' in u);
  const Odd = entity('Odd', {
    table: 'odd',
    attributes: { constructor: string(), ['__proto__']: number() },
    key: { partition: 'constructor' },
  });
  const [first, second] = Object.keys(pathsOf(Odd));
  assert.equal([first, second], ['constructor', '__proto__']);
});

test('built nodes are immutable', () => {
  const tree = u.address.at('zip').in('1', '2');
  assert.ok(Object.isFrozen(tree) && tree.kind === 'in' && Object.isFrozen(tree.candidates));
  assert.ok(tree.kind === 'in' && tree.operand.kind === 'path' && Object.isFrozen(tree.operand.steps));
  assert.ok(Object.isFrozen(u.age.set(u.age.plus(1))));
});

test.run();
