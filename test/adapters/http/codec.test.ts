import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeBase64 } from '../../../src/adapters/http/base64.ts';
import { decodeMembers } from '../../../src/adapters/http/decode-members.ts';
import { encodeMembers } from '../../../src/adapters/http/encode-members.ts';
import { attributeValueStructure } from '../../../src/domain/api/member-shapes.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import type { Shape, Structure } from '../../../src/domain/api/shape.ts';
import { structureOf } from '../../../src/domain/api/structures.ts';
import { ownProperty } from '../../../src/domain/own-property.ts';
import { attributeNames } from '../../property/arbitraries/attribute-values.ts';
import { suite } from '../../support/suite.ts';

const test = suite('JSON of members');

const put = (value: unknown): unknown => {
  const members = { TableName: 'films', Item: { a: value } };
  decodeMembers(members, operations.PutItem.input);
  return members.Item.a;
};

test('decodes base64 anywhere in an item', () => {
  assert.equal(put({ B: 'AQI=' }), { B: new Uint8Array([1, 2]) });
  assert.equal(put({ BS: ['AQ==', ''] }), { BS: [new Uint8Array([1]), new Uint8Array()] });
  assert.equal(put({ L: [{ M: { b: { B: 'AQ==' } } }] }), { L: [{ M: { b: { B: new Uint8Array([1]) } } }] });
});

test('decodes base64 in lists of structures', () => {
  const members = { RequestItems: { films: [{ PutRequest: { Item: { a: { B: 'AQ==' } } } }] } };
  decodeMembers(members, operations.BatchWriteItem.input);
  assert.equal(members.RequestItems.films[0], { PutRequest: { Item: { a: { B: new Uint8Array([1]) } } } });
});

test('keeps strings in attributes with names such as B', () => {
  assert.equal(put({ M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } } }), {
    M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } },
  });
});

test('treats an attribute named __proto__ like any other', () => {
  const value: unknown = JSON.parse('{"M":{"__proto__":{"B":"AQ=="}}}');
  put(value);
  assert.is(JSON.stringify(value), '{"M":{"__proto__":{"B":{"0":1}}}}');
});

const notBase64 = {
  abc: 'Base64 encoded length is expected a multiple of 4 bytes but found: 3',
  'ab-_': 'only base-64-encoded strings are convertible to bytes',
  'a===': 'only base-64-encoded strings are convertible to bytes',
  'AB==': 'Invalid last non-pad Base64 character dectected',
  'AAB=': 'Invalid last non-pad Base64 character dectected',
};
for (const [text, message] of Object.entries(notBase64)) {
  test(`rejects ${text} as base64`, () => {
    assert.throws(
      () => put({ B: text }),
      (error: Error) => error.name === 'SerializationException' && error.message === message,
    );
  });
}

test('keeps values of types that the model does not allow', () => {
  const members = { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' };
  decodeMembers(members, operations.PutItem.input);
  assert.equal(members, { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' });
  assert.equal(put({ B: 5, BS: 'AQ==', L: { a: 1 }, M: [] }), { B: 5, BS: 'AQ==', L: { a: 1 }, M: [] });
});

test('decodes values nested deeper than the call stack', () => {
  const levels = 100_000;
  const value: unknown = JSON.parse(`${'{"L":['.repeat(levels)}{"B":"AQ=="}${']}'.repeat(levels)}`);
  assert.not.throws(() => put(value));
});

/** Decodes as `decodeMembers` does, but looks at every member. */
function decodeEvery(members: unknown, structure: Structure): void {
  const waiting: { raw: unknown; shape: Shape | Structure }[] = [{ raw: members, shape: structure }];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { raw, shape } = part;
    if (typeof raw !== 'object' || raw === null) continue;
    for (const name of Object.keys(raw)) {
      const inner = shapeIn(shape, name, Array.isArray(raw));
      const value: unknown = Reflect.get(raw, name);
      if (inner?.kind === 'blob' && typeof value === 'string') Reflect.set(raw, name, decodeBase64(value));
      else if (inner !== undefined) waiting.push({ raw: value, shape: inner });
    }
  }
}

function shapeIn(shape: Shape | Structure, name: string, isList: boolean): Shape | undefined {
  if (typeof shape.kind !== 'string') return isList ? undefined : ownProperty(shape as Structure, name)?.shape; // it has no such member
  const known = shape as Shape; // it has a kind
  if (known.kind === 'attribute value') return shapeIn(attributeValueStructure, name, isList);
  if (known.kind === 'list') return isList ? known.element : undefined;
  if (known.kind === 'map') return isList ? undefined : known.value;
  return known.kind === 'structure' ? shapeIn(structureOf(known.name), name, isList) : undefined;
}

test('decodes as if it looked at every member, and finds the same error', () => {
  const base64 = fc.constantFrom('AQI=', '', 'abc', 'abcde', 'a===', 'AB==');
  const typeNames = fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'M', 'L', '__proto__', 'b');
  const { any } = fc.letrec<{ any: unknown; value: unknown }>((tie) => ({
    value: fc.oneof(
      base64.map((B) => ({ B })),
      fc.array(base64, { maxLength: 2 }).map((BS) => ({ BS })),
      fc.dictionary(attributeNames, tie('any'), { maxKeys: 3 }).map((M) => ({ M })),
      fc.array(tie('any'), { maxLength: 3 }).map((L) => ({ L })),
      fc.dictionary(typeNames, tie('any'), { maxKeys: 3 }),
    ),
    any: fc.oneof({ depthSize: 'small' }, base64, fc.constant({ S: 'a', N: '1' }), fc.jsonValue(), tie('value')),
  }));
  const outcome = (decode: typeof decodeMembers, json: string) => {
    const members: unknown = JSON.parse(json);
    try {
      decode(members, operations.UpdateItem.input);
      return JSON.stringify(members); // bytes become objects
    } catch (error) {
      return String(error);
    }
  };
  const put = fc.record({
    Key: fc.oneof(fc.dictionary(attributeNames, any), any),
    ExpressionAttributeValues: fc.dictionary(fc.string(), any),
    ExpressionAttributeNames: fc.oneof(fc.dictionary(fc.string(), fc.string()), any),
    Expected: fc.dictionary(attributeNames, fc.dictionary(fc.constantFrom('Value', 'AttributeValueList', 'B'), any)),
  });
  fc.assert(
    fc.property(put, (input) => {
      const json = JSON.stringify(input);
      assert.is(outcome(decodeMembers, json), outcome(decodeEvery, json));
    }),
    { numRuns: 300 },
  );
});

test('reads a number beyond a double as the largest double', () => {
  const members: unknown = JSON.parse('{"Limit":1e400,"ExclusiveStartKey":{"a":{"N":1e400}}}');
  decodeMembers(members, operations.Query.input);
  assert.equal(members, { Limit: Number.MAX_VALUE, ExclusiveStartKey: { a: { N: Infinity } } });
});

test('converts between seconds and Date', () => {
  const members = { TableArn: 'a', ExportTime: 1_767_225_600.5 };
  decodeMembers(members, operations.ExportTableToPointInTime.input);
  assert.equal(members.ExportTime, new Date('2026-01-01T00:00:00.500Z'));
  assert.equal(encodeMembers(members, operations.ExportTableToPointInTime.input), {
    TableArn: 'a',
    ExportTime: 1_767_225_600.5,
  });
});

test('drops members that the model does not have', () => {
  assert.equal(encodeMembers({ Item: undefined, requestId: 'a', $metadata: {} }, operations.GetItem.output), {});
});

test('encodes bytes as base64 without changing the output', () => {
  const Item = { a: { S: 'x' }, b: { B: new Uint8Array([1]) }, c: { L: [{ BS: [new Uint8Array([2])] }] } };
  assert.equal(encodeMembers({ Item }, operations.GetItem.output), {
    Item: { a: { S: 'x' }, b: { B: 'AQ==' }, c: { L: [{ BS: ['Ag=='] }] } },
  });
  assert.equal(Item.b, { B: new Uint8Array([1]) });
});

test.run();
