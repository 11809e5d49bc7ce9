import * as assert from 'uvu/assert';
import { binary, boolean, number, string, version } from '../../../../src/domain/entity/attributes.ts';
import { entity } from '../../../../src/domain/entity/entity.ts';
import { key, padded, textOf } from '../../../../src/domain/entity/keys/key-template.ts';
import { table } from '../../../../src/domain/entity/table.ts';
import { suite } from '../../../support/suite.ts';
import { messageThrown } from '../thrown.ts';

const test = suite('definitions of keys in shared tables');

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: {
    gsi1: { partition: 'gsi1pk', sort: 'gsi1sk', projection: 'KEYS_ONLY' },
    gsi2: { partition: ['a', 'b'], sort: { name: 'n', type: 'N' }, projection: ['total'] },
    lsi1: { sort: 'lsi1sk' },
  },
});
const attributes = {
  id: string(),
  number: number(),
  total: number(),
  note: string().optional(),
  bytes: binary(),
  flag: boolean(),
  version: version(),
};
const good = { table: App, attributes, key: { partition: key`I#${'id'}`, sort: key`N#${padded('number', 8)}` } };

/** Returns the error message for a definition by a caller without types. */
function violation(change: object): string {
  return messageThrown('BAD_DEFINITION', () => Reflect.apply(entity, undefined, ['A', { ...good, ...change }]));
}
const sortViolation = (sort: unknown) => violation({ key: { ...good.key, sort } });
const indexViolation = (index: object) => violation({ indexes: { gsi1: index } });

test('have the properties of templates as key', () => {
  const Made = entity('Made', {
    ...good,
    indexes: { gsi1: { partition: 'id', sort: key`X`, projection: 'KEYS_ONLY' } },
  });
  assert.equal(Made.keyNames, ['id', 'number']);
  assert.equal(Made.key, { partition: ['id'], sort: ['number'], tag: undefined });
  assert.is(Made.table, 'app');
  assert.is(Made.tableDefinition, App);
  assert.is(Made.keys.indexes.get('gsi1')?.index, 'gsi1');
});

test('reject templates of properties that cannot be in a text', () => {
  assert.is(
    sortViolation(key`N#${'nmber'}`),
    'A: sort key "nmber" is not a declared attribute; did you mean "number"?',
  );
  assert.is(
    sortViolation(key`N#${'flag'}`),
    'A: sort key "flag" is stored as BOOL, but a key must be a string, number or binary',
  );
  assert.is(sortViolation(key`N#${'bytes'}`), 'A: sort key: "bytes" is stored as B: a key template needs S or N');
  assert.is(sortViolation(key`N#${'note'}`), 'A: sort key "note" is optional, but every item needs its key');
  assert.match(sortViolation(key`N#${'version'}`), /sort as text: use padded\('version', digits\)$/);
  assert.match(sortViolation(key`N#${padded('version', 3)}`), /is set by dynarepo: a key cannot change/);
  assert.is(
    sortViolation(key`N#${'number'}`),
    `A: sort key: number "number" would sort as text: use padded('number', digits)`,
  );
  assert.is(sortViolation(key`N#${padded('id', 3)}`), 'A: sort key: padded("id") needs a number, stored as N');
  assert.is(
    sortViolation(key`${'id'}${padded('number', 3)}`),
    'A: sort key: a key template needs a text between "id" and "number"',
  );
  assert.is(sortViolation(key`${'id'}#${'id'}`), 'A: sort key has the attribute "id" twice');
  assert.is(sortViolation(key``), 'A: sort key is empty');
  assert.is(sortViolation(['id']), 'A: sort key must be the name of an attribute');
  const byVersion = { partition: 'id', sort: key`V#${padded('version', 3)}`, projection: 'KEYS_ONLY' };
  assert.match(indexViolation(byVersion), /gsi1sk: dynarepo adds to the version$/);
});

test('accept numbers without leading zeros only where textOf states it, and letter cases of texts', () => {
  assert.equal(entity('A', { ...good, key: { ...good.key, sort: key`N#${textOf('number')}` } }).keyNames, [
    'id',
    'number',
  ]);
  assert.is(
    sortViolation(key`N#${textOf('number', { case: 'upper' })}`),
    'A: sort key: "number" is a number, which has no upper case',
  );
  assert.is(
    sortViolation(key`N#${textOf('bytes')}`),
    'A: sort key: "bytes" is stored as B: a key template needs S or N',
  );
  assert.is(
    sortViolation(key`${textOf('id')}${padded('number', 3)}`),
    'A: sort key: a key template needs a text between "id" and "number"',
  );
  for (const args of [[5], ['id', { case: 'title' }], ['id', { case: 'same' }], ['id', { caes: 'lower' }], ['id', 5]]) {
    assert.match(
      messageThrown('BAD_DEFINITION', () => Reflect.apply(textOf, undefined, args)),
      /^textOf\(\) needs an attribute, and as case 'lower' or 'upper'/,
    );
  }
});

test('accept padded numbers without a text between them, and numbers in a partition key', () => {
  const sort = key`${padded('number', 3)}${padded('total', 3)}`;
  assert.equal(entity('A', { ...good, key: { partition: key`T#${'total'}`, sort } }).keyNames, ['total', 'number']);
});

test('reject templates without a table that names its key attributes', () => {
  const message = /^A: partition key is a key template, which needs a table defined by table\(\)$/;
  assert.match(violation({ table: 'app' }), message);
  assert.match(
    violation({ table: 'app', key: { partition: 'id' }, indexes: { byX: { partition: key`X` } } }),
    /^A: index byX: partition key is a key template/,
  );
});

test('reject keys that do not fit the table', () => {
  assert.is(
    violation({ key: { partition: key`I#${'id'}` } }),
    'A: number of attributes of the sort key: 1 in the table, but 0 in the entity',
  );
  const Simple = table('simple', { key: { partition: 'pk' } });
  assert.is(
    violation({ table: Simple }),
    'A: number of attributes of the sort key: 0 in the table, but 1 in the entity',
  );
  assert.is(
    sortViolation('number'),
    `A: sort key sk: "number" is stored as N, not S: use a key template with padded('number', digits)`,
  );
  assert.is(violation({ billing: 'PAY_PER_REQUEST' }), 'A: billing belongs to the definition of its table');
});

test('reject indexes that do not fit those of the table', () => {
  const keysOnly = { projection: 'KEYS_ONLY' };
  assert.is(
    violation({ indexes: { gsi3: { partition: 'id' } } }),
    'A: table app has no index "gsi3"; did you mean "gsi1"?',
  );
  assert.is(
    violation({ indexes: { byId: { on: 'gsi9', partition: 'id' } } }),
    'A: table app has no index "gsi9"; did you mean "gsi1"?',
  );
  assert.is(
    indexViolation({ partition: 'id', ...keysOnly }),
    'A: number of attributes of the sort key of index gsi1: 1 in the table, but 0 in the entity',
  );
  assert.is(indexViolation({ sort: 'id', ...keysOnly }), 'A: index gsi1 is global in the table');
  assert.is(violation({ indexes: { lsi1: { partition: 'id', sort: 'id' } } }), 'A: index lsi1 is local in the table');
  assert.is(indexViolation({ partition: 'id', sort: 'id', name: 'x' }), 'A: index gsi1 has an unknown member "name"');
  assert.is(
    violation({ indexes: { gsi2: { partition: 'id', sort: 'number', projection: ['total'] } } }),
    'A: number of attributes of the partition key of index gsi2: 2 in the table, but 1 in the entity',
  );
  assert.is(
    violation({ indexes: { gsi2: { partition: ['id', 'note'], sort: 'id', projection: ['total'] } } }),
    'A: sort key of index gsi2 n: "id" is stored as S, not N',
  );
  const template = { partition: ['id', 'note'], sort: key`X`, projection: ['total'] };
  assert.is(
    violation({ indexes: { gsi2: template } }),
    'A: sort key of index gsi2 n: a key template is stored as S, not N',
  );
  const twice = { x: { on: 'gsi1', partition: 'id', sort: 'id' }, y: { on: 'gsi1', partition: 'id', sort: 'id' } };
  assert.is(violation({ indexes: twice }), 'A has two indexes with the name "gsi1" in the table');
});

test('reject an index that is expected to have more attributes than the table projects', () => {
  const sorted = { partition: 'id', sort: 'id' };
  assert.is(indexViolation(sorted), 'A: index gsi1 of the table projects fewer attributes: set "projection" to those');
  assert.is(
    indexViolation({ ...sorted, projection: ['total'] }),
    'A: index gsi1 of the table projects fewer attributes: set "projection" to those',
  );
  entity('A', { ...good, indexes: { gsi2: { partition: ['id', 'note'], sort: 'number', projection: ['total'] } } });
});

test('reject attributes that would have two values', () => {
  const stored = { ...attributes, title: string().storedAs('sk') };
  assert.is(violation({ attributes: stored }), 'A: key attribute sk would have two values');
  const Inverted = table('app', {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { inverted: { partition: 'sk', sort: 'pk' } },
  });
  const inverted = (partition: unknown) => ({
    table: Inverted,
    indexes: { inverted: { partition, sort: good.key.partition } },
  });
  assert.is(violation(inverted(key`OTHER`)), 'A: key attribute sk would have two values');
  Reflect.apply(entity, undefined, ['A', { ...good, ...inverted(key`N#${padded('number', 8)}`) }]);
});

test('accept a property that is a key attribute of the table itself', () => {
  const Own = entity('Own', {
    table: App,
    attributes: { pk: string(), title: string().storedAs('sk') },
    key: { partition: 'pk', sort: 'title' },
  });
  assert.equal(Own.keys.composedKey, []);
});

test('reject invalid templates and widths', () => {
  const thrown = (call: () => unknown) => messageThrown('BAD_DEFINITION', call);
  assert.match(
    thrown(() => Reflect.apply(key, undefined, ['CUSTOMER#'])),
    /^a key template has texts, names, padded\(\) and textOf\(\): key`CUSTOMER#\$\{'id'\}`$/,
  );
  assert.match(
    thrown(() => Reflect.apply(key, undefined, [['a', 'b'], 5])),
    /^a key template has texts, names/,
  );
  for (const width of [0, 39, 1.5, '8', undefined]) {
    assert.match(
      thrown(() => Reflect.apply(padded, undefined, ['number', width])),
      /^padded\(\) needs an attribute and 1 to 38 digits/,
    );
  }
});

test.run();
