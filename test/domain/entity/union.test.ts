import * as assert from 'uvu/assert';
import { number, string, version } from '../../../src/domain/entity/attributes.ts';
import { type AnyEntity, entity } from '../../../src/domain/entity/entity.ts';
import { table } from '../../../src/domain/entity/table.ts';
import { union } from '../../../src/domain/entity/union.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('unions');

const Circle = entity('Circle', {
  table: 'shapes',
  attributes: { id: string(), name: string(), radius: number(), version: version() },
  key: { partition: 'id' },
  indexes: { byName: { partition: 'name' } },
  unique: ['name'],
});
const square = {
  table: 'shapes',
  attributes: { id: string(), name: string(), side: number(), version: version() },
  key: { partition: 'id' },
  indexes: { byName: { partition: 'name' } },
  unique: ['name'],
};
const define = (name: unknown, definition: object): AnyEntity => Reflect.apply(entity, undefined, [name, definition]);
const definitionViolation = (definition: unknown) =>
  messageThrown('BAD_DEFINITION', () => Reflect.apply(union, undefined, ['Shape', definition]));

/** Returns the error message for a union of a circle and a changed square. */
function memberViolation(change: object): string {
  return definitionViolation({
    by: 'kind',
    members: { circle: Circle, square: define('Square', { ...square, ...change }) },
  });
}

test('contain what their members have in common', () => {
  const Square = define('Square', square);
  const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
  assert.is(Shape.name, 'Shape');
  assert.equal([...Shape.fields.keys()], ['kind', 'id', 'name', 'version']);
  assert.equal(Shape.key, { partition: 'id', sort: undefined, tag: 'kind' });
  assert.equal(Object.keys(Shape.indexes), ['byName']);
  assert.is(Shape.unique.length, 1);
  assert.equal([...(Shape.members?.byTag.keys() ?? [])], ['circle', 'square']);
  assert.ok(Object.isFrozen(Shape));
});

test('reject members that do not fit together', () => {
  assert.is(memberViolation({ table: 'squares' }), 'Shape: the members have different tables');
  assert.is(memberViolation({ billing: { read: 1, write: 1 } }), 'Shape: the members have different tables');
  assert.is(memberViolation({ key: { partition: 'name' }, unique: ['id'] }), 'Shape: the members have different keys');
  assert.is(memberViolation({ unique: ['side'] }), 'Shape: the members have different unique constraints');
  const { version: _, ...others } = square.attributes;
  assert.is(memberViolation({ attributes: others }), 'Shape: the members have different versions or timestamps');
  assert.is(
    memberViolation({ attributes: { ...square.attributes, radius: string() } }),
    'Shape: the members have different forms of the attribute radius',
  );
  assert.is(
    memberViolation({ indexes: { byName: { partition: 'side' } } }),
    'Shape: the members have different forms of the index byName',
  );
  assert.is(
    memberViolation({ indexes: { bySide: { partition: 'side', name: 'byName' } } }),
    'Shape: the members have different indexes byName in the table',
  );
  const App = () => table('app', { key: { partition: 'pk' } });
  const inTable = (name: string, of: object) =>
    define(name, { table: of, attributes: square.attributes, key: square.key });
  assert.is(
    definitionViolation({ by: 'kind', members: { a: inTable('A', App()), b: inTable('B', App()) } }),
    'Shape: the members have different tables',
  );
});

test('reject a tag that a member declares, that occurs twice, or that an index cannot have', () => {
  const Square = define('Square', square);
  const members = { circle: Circle, square: Square };
  assert.is(definitionViolation({ by: 'side', members }), 'Shape sets the attribute "side": remove it from Square');
  assert.match(
    definitionViolation({ by: 'kind', storedAs: 'side', members }),
    /Square: attributes kind and side are both stored as "side"/,
  );
  assert.is(definitionViolation({ by: 'kind', members, aliases: { circle: ['square'] } }), 'Shape: a tag occurs twice');
  assert.match(
    definitionViolation({ by: 'kind', members, aliases: { round: ['x'] } }),
    /aliases has an unknown member "round"/,
  );
  const App = table('app', {
    key: { partition: 'pk' },
    indexes: { gsi1: { partition: 'name', projection: 'KEYS_ONLY' } },
  });
  const Indexed = entity('Indexed', {
    table: App,
    attributes: { id: string(), name: string() },
    key: { partition: 'id' },
    indexes: { gsi1: { partition: 'name', projection: 'KEYS_ONLY' } },
  });
  assert.match(
    definitionViolation({ by: 'kind', members: { indexed: Indexed } }),
    /Indexed: index gsi1 of the table projects fewer attributes/,
  );
});

test('reject a definition of another form', () => {
  const Shape = union('Shape', { by: 'kind', members: { circle: Circle } });
  assert.match(definitionViolation({ by: 'type', members: { shape: Shape } }), /each member must be created by entity/);
  assert.match(definitionViolation({ by: 'type', members: { shape: {} } }), /each member must be created by entity/);
  assert.match(definitionViolation({ by: 'type', members: {} }), /Shape needs at least one member/);
  assert.match(
    definitionViolation({ by: 'type' }),
    /Shape needs the name of a property, "by", and an object of members by tag/,
  );
  assert.match(definitionViolation({ by: 7, members: { circle: Circle } }), /Shape needs the name of a property/);
  assert.match(definitionViolation(undefined), /Shape must be an object with the members by, members/);
  assert.match(definitionViolation({ by: 'kind', members: { circle: Circle }, tag: 'x' }), /unknown member "tag"/);
});

test.run();
