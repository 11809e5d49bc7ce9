import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { compileReader, unsure } from '../../../src/adapters/memory/validation/members/member-reader.ts';
import { parseMembers } from '../../../src/adapters/memory/validation/members/parse-members.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import type { OperationName } from '../../../src/domain/dynamodb.ts';
import { suite } from '../../support/suite.ts';
import { toObjects } from './json-text.ts';
import { type Place, placesIn, putAt } from './places.ts';
import { requests, validRequest } from './requests.ts';
import { jsonTroubles, objectTroubles, type Troubles } from './troubles.ts';

/** A compiled reader and the general walk see the same members in any input, or the reader leaves it to the walk. */
const test = suite('member readers', { timeoutMs: 120_000 });

// A getter that changes gives the second of the two something else.
const { 'a getter that changes': _, ...objects } = objectTroubles;
const troubles: Troubles = {
  ...jsonTroubles,
  ...objects,
  'a negative zero': () => -0,
  'a large number': () => 2 ** 40,
  'a number as text': () => '1',
  yes: () => 'YES',
  'an ARN': () => 'arn:aws:dynamodb:us-east-1:000000000000:table/films',
  'a short name': () => 'ab',
};

test('read valid requests', () => {
  for (const [number, { operation }] of requests.entries()) {
    check(operation, () => validRequest(number).input, 'valid');
    assert.is.not(
      outcome(() => read(operation, validRequest(number).input)),
      unsure,
    );
  }
});

test('read or leave requests with one trouble anywhere', () => {
  for (const [number, { operation, input }] of requests.entries()) {
    for (const place of placesIn(input)) {
      for (const [name, create] of Object.entries(troubles)) {
        const trouble = toObjects(create());
        check(operation, () => putAt(validRequest(number).input, place, trouble), `${name} at ${place.join('.')}`);
      }
    }
  }
});

test('read or leave requests with several troubles', () => {
  const change = fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(troubles)));
  fc.assert(
    fc.property(fc.nat(requests.length - 1), fc.array(change, { minLength: 2, maxLength: 5 }), (number, changes) => {
      const { operation, input } = validRequest(number);
      const places = placesIn(input);
      const put = changes.map(
        ([at, name]) => [places[at % places.length] ?? [], toObjects(troubles[name]?.())] as const,
      );
      check(operation, () => changed(validRequest(number).input, put), JSON.stringify(changes));
    }),
    { numRuns: 1000 },
  );
});

test('look at each member once', () => {
  let looks = 0;
  const input = Object.defineProperty({ Key: { id: { S: 'a' } } }, 'TableName', {
    enumerable: true,
    get: () => {
      looks += 1;
      return 'films';
    },
  });
  assert.is.not(read('GetItem', input), unsure);
  assert.is(looks, 1);
});

test.run();

function changed(input: unknown, changes: readonly (readonly [Place, unknown])[]): unknown {
  let result = input;
  for (const [place, value] of changes) result = putAt(result, place, value);
  return result;
}

/** Both inputs share the troubles, which hardly any comparison can look into. */
function check(operation: OperationName, create: () => unknown, description: string): void {
  const fast = outcome(() => read(operation, create()));
  if (fast === unsure) return;
  const general = outcome(() => {
    const { members, violations } = parseMembers(create(), operations[operation].input);
    return violations.length === 0 ? members : 'a violation';
  });
  // Not `assert.equal`, whose messages print the values.
  assert.ok(isDeepStrictEqual(fast, general), `${operation}, ${description}`);
}

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const readers = new Map<OperationName, ReturnType<typeof compileReader>>();

function read(operation: OperationName, input: unknown): unknown {
  const reader = readers.get(operation) ?? compileReader(operations[operation].input);
  readers.set(operation, reader);
  return reader(input);
}
