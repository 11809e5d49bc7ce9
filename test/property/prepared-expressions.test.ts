import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { bindExpressions } from '../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import {
  bindPrepared,
  preparedLike,
  sureValues,
} from '../../src/adapters/memory/expressions/binding/prepared-expressions.ts';
import type {
  BoundExpressions,
  ExpressionParameters,
} from '../../src/adapters/memory/expressions/binding/request-expressions.ts';
import { readWording, type Wording, writeWording } from '../../src/adapters/memory/wording/validation-errors.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { ExpressionPrinter } from '../../src/domain/expressions/print.ts';
import { suite } from '../support/suite.ts';
import { attributeValues } from './arbitraries/attribute-values.ts';
import { conditions, projections, updates } from './arbitraries/expressions.ts';

/** Expressions that an earlier request prepared give the same trees or errors as the same expressions do for the first time. */
const test = suite('prepared expressions', { timeoutMs: 120_000 });

const requests = fc
  .record(
    { condition: conditions, filter: conditions, update: updates, projection: projections },
    { requiredKeys: ['condition'] },
  )
  .map(({ condition, filter, update, projection }): ExpressionParameters => {
    const printer = new ExpressionPrinter();
    const texts = {
      ConditionExpression: printer.node(condition),
      FilterExpression: filter && printer.node(filter),
      UpdateExpression: update && printer.update(update),
      ProjectionExpression: projection && printer.projection(projection),
    };
    return { ...texts, ExpressionAttributeNames: printer.names(), ExpressionAttributeValues: printer.values() };
  });

/** Another value or name for a placeholder, or one more, or one less. */
const changes = fc.array(
  fc.record({
    at: fc.nat(),
    value: attributeValues,
    name: fc.constantFrom('a', 'b', 'constructor', '__proto__', '', 'c'),
  }),
  { maxLength: 3 },
);
const kinds = fc.constantFrom(
  'value',
  'name',
  'none',
  'missing value',
  'extra value',
  'extra name',
  'null',
  'inherited',
);

test('give what unprepared ones give', () => {
  let count = 0;
  fc.assert(
    fc.property(requests, changes, kinds, (request, changed, kind) => {
      attempt(request);
      const later = changed.reduce((each, change) => withChange(each, kind, change), request);
      if (prepared(later, readWording) !== undefined) count += 1;
      isSame(attempt(later), attempt(padded(later)));
      // A second time, because the first may have prepared another wording.
      isSame(attempt(later), attempt(padded(later)));
    }),
    { numRuns: 600 },
  );
  assert.ok(count > 60, `only ${count} were prepared`);
});

test('of one wording are not used for another', () => {
  const request = { ConditionExpression: 'a = :wording', ExpressionAttributeValues: { ':wording': { S: 'a' } } };
  bindExpressions(request, readWording);
  assert.is(prepared(request, writeWording), undefined);
  assert.is.not(prepared(request, readWording), undefined);
});

test('are not used for bounds out of order', () => {
  const request = (lower: string) => ({
    KeyConditionExpression: 'a = :a AND b BETWEEN :lower AND :upper',
    ExpressionAttributeValues: { ':a': { S: 'a' }, ':lower': { N: lower }, ':upper': { N: '5' } },
  });
  bindExpressions(request('1'), readWording);
  assert.is.not(prepared(request('5'), readWording), undefined);
  assert.throws(
    () => bindExpressions(request('6'), readWording),
    (error: unknown) => error instanceof ServiceError,
  );
});

test.run();

function withChange(
  request: ExpressionParameters,
  kind: string,
  { at, value, name }: { readonly at: number; readonly value: unknown; readonly name: string },
): ExpressionParameters {
  const values: Record<string, unknown> = { ...request.ExpressionAttributeValues };
  const names: Record<string, unknown> = { ...request.ExpressionAttributeNames };
  const valueKey = keyAt(values, at);
  const nameKey = keyAt(names, at);
  if (kind === 'value' && valueKey !== undefined) values[valueKey] = value;
  if (kind === 'null' && valueKey !== undefined) values[valueKey] = null;
  if (kind === 'name' && nameKey !== undefined) names[nameKey] = name;
  if (kind === 'missing value' && valueKey !== undefined) delete values[valueKey];
  if (kind === 'extra value') values[at % 2 === 0 ? ':more' : 'more'] = at % 3 === 0 ? null : value;
  if (kind === 'extra name') names[at % 2 === 0 ? '#more' : 'more'] = name;
  if (kind === 'inherited' && valueKey !== undefined) {
    const inherited = values[valueKey];
    delete values[valueKey];
    Object.setPrototypeOf(values, { [valueKey]: inherited });
  }
  return {
    ...request,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length + Number(kind === 'inherited') > 0 && { ExpressionAttributeValues: values }),
  } as ExpressionParameters; // wrong values are the point
}

function keyAt(entries: object, at: number): string | undefined {
  const keys = Object.keys(entries);
  return keys[at % keys.length];
}

let pads = 0;

/** Returns the request with texts of the same meaning that were never seen before. */
function padded(request: ExpressionParameters): ExpressionParameters {
  pads += 1;
  const pad = pads.toString(2).replaceAll('0', ' ').replaceAll('1', '\t');
  const longer = (text: string | undefined) => (text === undefined ? undefined : text + pad);
  return {
    ...request,
    ConditionExpression: longer(request.ConditionExpression),
    FilterExpression: longer(request.FilterExpression),
    UpdateExpression: longer(request.UpdateExpression),
    ProjectionExpression: longer(request.ProjectionExpression),
  };
}

function prepared(parameters: ExpressionParameters, wording: Wording): BoundExpressions | undefined {
  const [known, values] = [preparedLike(parameters), sureValues(parameters)];
  return known && values && bindPrepared(known, parameters, { wording, values });
}

function attempt(request: ExpressionParameters): unknown {
  try {
    return treesOf(bindExpressions(request, readWording));
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

function treesOf({ condition, filter, update, projection, keyClauses }: BoundExpressions): BoundExpressions {
  return { condition, filter, update, projection, keyClauses };
}

function isSame(actual: unknown, expected: unknown): void {
  // Not `assert.equal`, which can't compare paths with a step named `constructor`.
  assert.ok(isDeepStrictEqual(actual, expected), `${inspect(actual, false, 9)} is not ${inspect(expected, false, 9)}`);
}
