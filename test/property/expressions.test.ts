import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { bindExpressions } from '../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import type { BoundExpressions } from '../../src/adapters/memory/expressions/binding/request-expressions.ts';
import { readWording } from '../../src/adapters/memory/wording/validation-errors.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { ExpressionPrinter } from '../../src/domain/expressions/print.ts';
import { suite } from '../support/suite.ts';
import { conditions, projections, updates } from './arbitraries/expressions.ts';

const test = suite('expressions');

test('a printed condition parses to the same tree', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      const printer = new ExpressionPrinter();
      isSame(readPrinted(printer, { ConditionExpression: printer.node(condition) }).condition, condition);
    }),
    { numRuns: 200 },
  );
});

test('a printed update parses to the same tree', () => {
  fc.assert(
    fc.property(updates, (update) => {
      const printer = new ExpressionPrinter();
      isSame(readPrinted(printer, { UpdateExpression: printer.update(update) }).update, update);
    }),
    { numRuns: 200 },
  );
});

test('a printed projection parses to the same tree', () => {
  fc.assert(
    fc.property(projections, (projection) => {
      const printer = new ExpressionPrinter();
      isSame(readPrinted(printer, { ProjectionExpression: printer.projection(projection) }).projection, projection);
    }),
    { numRuns: 200 },
  );
});

test('every printed pair of parentheses is required', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      const printer = new ExpressionPrinter();
      const text = printer.node(condition);
      for (const without of withoutEachGroup(text)) {
        const read = attempt(() => readPrinted(printer, { ConditionExpression: without }).condition);
        assert.not.ok(isDeepStrictEqual(read, condition), `${without} means the same as ${text}`);
      }
    }),
    { numRuns: 200 },
  );
});

test('for any text, the parser returns a tree or throws a validation error', () => {
  const vocabulary = fc.constantFrom(
    ...[
      'a',
      'b',
      '#a',
      ':v',
      '0',
      '1',
      '12',
      '.',
      ',',
      '(',
      ')',
      '[',
      ']',
      '=',
      '<>',
      '<',
      '>=',
      '+',
      '-',
      '!',
      'é',
      '#',
    ],
    ...['AND', 'or', 'NOT', 'in', 'BETWEEN', 'SET', 'remove', 'ADD', 'DELETE', 'size', 'contains', 'if_not_exists'],
  );
  const soup = fc
    .array(fc.tuple(vocabulary, fc.constantFrom('', ' ', '\\n')), { maxLength: 40 })
    .map((parts) => parts.flat().join(''));
  const names = fc.constantFrom(
    'ConditionExpression',
    'FilterExpression',
    'KeyConditionExpression',
    'UpdateExpression',
    'ProjectionExpression',
  );
  fc.assert(
    fc.property(names, fc.oneof(soup, fc.string({ unit: 'binary' })), (name, text) => {
      attempt(() =>
        bindExpressions(
          {
            [name]: text,
            ExpressionAttributeNames: { '#a': 'x' },
            ...(name === 'ProjectionExpression' ? {} : { ExpressionAttributeValues: { ':v': { S: 'x' } } }),
          },
          readWording,
        ),
      );
    }),
    { numRuns: 1500 },
  );
});

test.run();

/** `assert.equal` fails for names such as `constructor`. */
function isSame(actual: unknown, expected: unknown): void {
  assert.ok(isDeepStrictEqual(actual, expected), `read as ${inspect(actual, { depth: 20 })}`);
}

function readPrinted(printer: ExpressionPrinter, expression: Record<string, string>): BoundExpressions {
  return bindExpressions(
    { ...expression, ExpressionAttributeNames: printer.names(), ExpressionAttributeValues: printer.values() },
    readWording,
  );
}

/** Returns the texts without one pair of parentheses each, except for those of functions and IN. */
function withoutEachGroup(text: string): string[] {
  const open: number[] = [];
  const texts: string[] = [];
  for (const [index, character] of [...text].entries()) {
    if (character === '(') open.push(index);
    const start = character === ')' ? open.pop() : undefined;
    if (start === undefined || /(?:[a-z]|IN )$/.test(text.slice(0, start))) continue;
    texts.push(`${text.slice(0, start)}${text.slice(start + 1, index)}${text.slice(index + 1)}`);
  }
  return texts;
}

function attempt<Result>(body: () => Result): Result | undefined {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error;
    return undefined;
  }
}
