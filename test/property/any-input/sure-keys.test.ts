import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { toOrderedNumber } from '../../../src/adapters/memory/storage/ordered-text.ts';
import type { RequestKey } from '../../../src/adapters/memory/storage/storage-key.ts';
import type { TableSchema } from '../../../src/adapters/memory/storage/table.ts';
import { keyInTable, parseKey } from '../../../src/adapters/memory/validation/item-keys.ts';
import { sureKey } from '../../../src/adapters/memory/validation/sure-key.ts';
import { readWording } from '../../../src/adapters/memory/wording/validation-errors.ts';
import { suite } from '../../support/suite.ts';
import { attributeValues } from '../arbitraries/attribute-values.ts';
import { toObjects } from './json-text.ts';
import { placesIn, putAt } from './places.ts';
import { jsonTroubles, objectTroubles } from './troubles.ts';

/** The position of a key that is read without its attributes is that of the general way, which decides wherever it isn't sure. */
const test = suite('sure keys');

const schemas: readonly TableSchema[] = [
  { name: 'numbers', key: { partition: ['pk'], sort: ['sk'] }, keyTypes: { pk: 'S', sk: 'N' }, indexes: [] },
  { name: 'bytes', key: { partition: ['pk'], sort: [] }, keyTypes: { pk: 'B', sk: 'S' }, indexes: [] },
  {
    name: 'bytes with a sort key',
    key: { partition: ['pk'], sort: ['sk'] },
    keyTypes: { pk: 'B', sk: 'S' },
    indexes: [],
  },
  { name: 'alone', key: { partition: ['pk'], sort: [] }, keyTypes: { pk: 'S' }, indexes: [] },
  {
    name: 'odd',
    key: { partition: ['__proto__'], sort: ['sk'] },
    keyTypes: JSON.parse('{"__proto__":"S","sk":"S"}'),
    indexes: [],
  },
];
const valid = () => [
  { pk: { S: 'a' }, sk: { N: '12' } },
  { pk: { S: 'a' } },
  { sk: { S: 'b' }, pk: { S: 'é' } },
  JSON.parse('{"__proto__":{"S":"a"},"sk":{"S":"b"}}'),
];

test('of valid keys', () => {
  const sort = toOrderedNumber('12');
  const attributes = { sk: { N: '12' }, pk: { S: 'a' } };
  assert.equal(textOf(sureKey(attributes, schemaNamed('numbers'))), textOf({ partition: 'a', sort, attributes }));
  const alone = { pk: { S: 'a' } };
  assert.equal(
    textOf(sureKey(alone, schemaNamed('alone'))),
    textOf({ partition: 'a', sort: undefined, attributes: alone }),
  );
});

test('of valid keys in other forms than the usual, each member of which is looked at once', () => {
  const texts = [341, 342, 683, 1023, 1024, 1025, 2047, 2048, 2049].flatMap((length) => [
    'a'.repeat(length),
    'é'.repeat(length),
  ]);
  const numbers = ['1e1', '1.0', '-0', '0042.50', '1e200', '', 'x', '9'.repeat(38), '9'.repeat(39)];
  const keys = [
    ...texts.flatMap((text) => [{ pk: { S: text } }, { pk: { S: 'a' }, sk: { S: text } }]),
    ...numbers.map((number) => ({ pk: { S: 'a' }, sk: { N: number } })),
  ];
  for (const key of keys) for (const schema of schemas) check(() => key, schema, JSON.stringify(key).slice(0, 80));

  for (const [key, schema] of [
    [{ pk: { S: 'a' }, sk: { N: '1.0' } }, schemaNamed('numbers')],
    [{ pk: { S: 'é'.repeat(1024) } }, schemaNamed('alone')],
    [{ pk: { B: new Uint8Array([1]) }, sk: { S: 'a' } }, schemaNamed('bytes with a sort key')],
  ] as const) {
    const looks: string[] = [];
    const lookedAt = new Proxy(key, {
      get: (target, name) => {
        if (typeof name === 'string') looks.push(name);
        return Reflect.get(target, name);
      },
    });
    assert.is(sureKey(lookedAt, schema) === undefined, schema.name.startsWith('bytes'));
    assert.equal(looks, schema.name.startsWith('bytes') ? [] : Object.keys(key));
  }
});

test('of keys with one trouble anywhere', () => {
  const { 'a getter that changes': _, ...objects } = objectTroubles;
  for (const [name, create] of Object.entries({ ...jsonTroubles, ...objects })) {
    for (const [number, key] of valid().entries()) {
      for (const place of placesIn(key)) {
        const trouble = toObjects(create());
        for (const schema of schemas) check(() => putAt(valid()[number], place, trouble), schema, name);
      }
    }
  }
});

test('of keys with any values', () => {
  const keys = fc.record(
    { pk: attributeValues, sk: attributeValues, other: attributeValues },
    { requiredKeys: ['pk'] },
  );
  fc.assert(
    fc.property(keys, fc.constantFrom(...schemas), (key, schema) => check(() => key, schema, JSON.stringify(key))),
    { numRuns: 1000 },
  );
});

test.run();

/** A text shows the order of the attributes too. */
function textOf(key: RequestKey | undefined): string | undefined {
  return key && JSON.stringify([key.partition, key.sort, Object.entries(key.attributes)]);
}

function schemaNamed(name: string): TableSchema {
  const schema = schemas.find((each) => each.name === name);
  if (schema === undefined) throw new Error(`no schema ${name}`);
  return schema;
}

function check(create: () => unknown, schema: TableSchema, description: string): void {
  const sure = outcome(() => sureKey(create(), schema));
  if (sure === undefined) return;
  const general = outcome(() => keyInTable(parseKey(create(), readWording), schema));
  assert.is(sure, general, `${schema.name}, ${description}`);
}

function outcome(run: () => RequestKey | undefined): unknown {
  try {
    return textOf(run());
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
