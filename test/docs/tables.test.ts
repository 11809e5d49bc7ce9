import * as dynarepo from 'dynarepo';
import {
  anyValue,
  bigint,
  bigintSet,
  binary,
  binarySet,
  boolean,
  createdAt,
  custom,
  dateText,
  decimal,
  decimalSet,
  decodeItem,
  type ErrorCode,
  encodeEntity,
  entity,
  epochMilliseconds,
  epochSeconds,
  isoDate,
  json,
  list,
  map,
  mapUnion,
  nullValue,
  number,
  numberSet,
  oneOf,
  openMap,
  record,
  string,
  stringSet,
  ttl,
  tuple,
  updatedAt,
  version,
} from 'dynarepo';
import type { AnyAttribute } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { rowsBelow } from '../support/docs/table-rows.ts';
import { suite } from '../support/suite.ts';

/** An attribute of each kind and a value of it. */
const samples: Readonly<Record<string, readonly [AnyAttribute, unknown]>> = {
  string: [string(), 'a'],
  oneOf: [oneOf('a', 'b'), 'a'],
  number: [number(), 1.5],
  bigint: [bigint(), 1n],
  decimal: [decimal(), '1.5'],
  boolean: [boolean(), true],
  binary: [binary(), new Uint8Array([1])],
  stringSet: [stringSet(), new Set(['a'])],
  numberSet: [numberSet(), new Set([1])],
  bigintSet: [bigintSet(), new Set([1n])],
  decimalSet: [decimalSet(), new Set(['1.5'])],
  binarySet: [binarySet(), [new Uint8Array([1])]],
  list: [list(string()), ['a']],
  tuple: [tuple(string(), number()), ['a', 1]],
  map: [map({ a: string() }), { a: 'a' }],
  openMap: [openMap({ a: string() }), { b: 1, a: 'a' }],
  mapUnion: [mapUnion('kind', { a: { b: string() } }), { kind: 'a', b: 'c' }],
  record: [record(string()), { a: 'a' }],
  anyValue: [anyValue(), { a: [1, 'b'] }],
  nullValue: [nullValue(), null],
  json: [json(), { a: [1] }],
  isoDate: [isoDate(), new Date(0)],
  dateText: [dateText('pynamodb'), new Date(0)],
  epochSeconds: [epochSeconds(), new Date(0)],
  epochMilliseconds: [epochMilliseconds(), new Date(0)],
  version: [version(), 1],
  createdAt: [createdAt(), new Date(0)],
  updatedAt: [updatedAt(), new Date(0)],
  ttl: [ttl(), new Date(0)],
};

const errorCodes: Readonly<Record<ErrorCode, true>> = {
  ABORTED: true,
  BAD_CURSOR: true,
  BAD_DEFINITION: true,
  BAD_INPUT: true,
  BAD_STORED_VALUE: true,
  CHANGES_LOST: true,
  CONFLICT: true,
  ITEM_NOT_FOUND: true,
  MISSING_PACKAGE: true,
  NO_RESPONSE: true,
  NOT_IMPLEMENTED: true,
  NOT_UNIQUE: true,
  SERVICE: true,
  TABLE_MISMATCH: true,
  TABLE_NOT_FOUND: true,
  TIMEOUT: true,
  TRANSACTION_CANCELLED: true,
  UNPROCESSED: true,
};

const test = suite('documented tables');

test('the table of kinds has the DynamoDB type and JavaScript type of each', () => {
  const rows = rowsBelow('docs/attribute-kinds.md', '| kind | DynamoDB type |');
  assert.equal(
    rows.map(([kind = '']) => /\w+/.exec(kind)?.[0]),
    [...Object.keys(samples), custom.name],
  );
  for (const [kind = '', dataType, javaScriptType = ''] of rows) {
    const [name = ''] = /\w+/.exec(kind) ?? [];
    const [attribute, value] = samples[name] ?? [];
    if (attribute === undefined) continue;
    const One = entity('One', {
      table: 'ones',
      attributes: { id: string(), value: attribute },
      key: { partition: 'id' },
    });
    const item = encodeEntity(One, { id: 'a', value });
    assert.equal(Object.keys(item.value ?? {}), [dataType], name);
    assert.equal(Reflect.get(decodeItem(One, item), 'value'), value, name);
    assert.ok(isOfType(value, javaScriptType), `${name}: ${javaScriptType}`);
  }
});

test('the table of error codes has each, with a class that exists', () => {
  const rows = rowsBelow('docs/errors.md', '| `code` |');
  assert.equal(
    rows.map(([code = '']) => code.replaceAll('`', '')),
    Object.keys(errorCodes),
  );
  for (const [code, name = ''] of rows) assert.ok(name.replaceAll('`', '') in dynarepo, `${code}: ${name}`);
});

test.run();

function isOfType(value: unknown, documented: string): boolean {
  const type = documented.replaceAll('`', '');
  if (type === 'T') return true;
  if (type === 'an array' || type.endsWith('[]')) return Array.isArray(value);
  if (type === 'an object') return typeof value === 'object';
  if (type === 'null') return value === null;
  if (type.startsWith("'")) return typeof value === 'string';
  const [name] = /^\w+/.exec(type) ?? [];
  return typeof value === name || Object(value).constructor.name === name;
}
