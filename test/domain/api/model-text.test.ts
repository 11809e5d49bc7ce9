import * as assert from 'uvu/assert';
import { fromModelText, toModelText } from '../../../src/domain/api/model-text.ts';
import { serviceModel } from '../../../src/domain/api/service-model.ts';
import { suite } from '../../support/suite.ts';

const test = suite('model as text');

test('gives the same operations and structures, in the same order', () => {
  const { operations, structures } = fromModelText(toModelText(serviceModel));
  assert.equal(operations, serviceModel.operations);
  assert.equal(structures, serviceModel.structures);
  assert.is(JSON.stringify({ operations, structures }), JSON.stringify(serviceModel));
});

test('parses nothing before it is read', () => {
  const { operations } = fromModelText({ members: [], operations: { GetItem: '{' }, structures: {} });
  assert.equal(Object.keys(operations), ['GetItem']);
  assert.ok(Object.hasOwn(operations, 'GetItem'));
  assert.throws(
    () => operations.GetItem,
    (error: unknown) => error instanceof SyntaxError,
  );
});

test('parses an operation, a structure and a member once', () => {
  const { operations, structures } = fromModelText(toModelText(serviceModel));
  assert.is(operations.PutItem, operations.PutItem);
  assert.is(structures.Tag, structures.Tag);
  assert.is(operations.PutItem.input.TableName, operations.GetItem.input.TableName);
});

test.run();
