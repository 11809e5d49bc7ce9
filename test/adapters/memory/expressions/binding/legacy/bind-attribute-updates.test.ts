import * as assert from 'uvu/assert';
import { bindAttributeUpdates } from '../../../../../../src/adapters/memory/expressions/binding/legacy/bind-attribute-updates.ts';
import { applyUpdate } from '../../../../../../src/adapters/memory/expressions/evaluation/apply.ts';
import { writeWording } from '../../../../../../src/adapters/memory/wording/validation-errors.ts';
import type { Input, Item } from '../../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../../support/suite.ts';
import { rejection, update } from '../../bound-expressions.ts';

const test = suite('legacy updates');

type Updates = NonNullable<Input<'UpdateItem'>['AttributeUpdates']>;

function applied(updates: Updates, item: Item): Item {
  const bound = bindAttributeUpdates(updates, writeWording);
  return bound === undefined ? item : applyUpdate(bound, item);
}

test('are bound to the actions of update expressions', () => {
  const updates: Updates = {
    a: { Value: { S: 'x' } },
    b: { Action: 'DELETE' },
    c: { Action: 'ADD', Value: { N: '1' } },
    d: { Action: 'DELETE', Value: { SS: ['x'] } },
  };
  const expression = update('SET a = :a REMOVE b ADD c :c DELETE d :d', {
    ':a': { S: 'x' },
    ':c': { N: '1' },
    ':d': { SS: ['x'] },
  });
  assert.equal(bindAttributeUpdates(updates, writeWording)?.actions, expression.actions);
  assert.is(bindAttributeUpdates({}, writeWording), undefined);
});

test('append to lists', () => {
  assert.equal(applied({ a: { Action: 'ADD', Value: { L: [{ S: 'y' }] } } }, { a: { L: [{ S: 'x' }] } }), {
    a: { L: [{ S: 'x' }, { S: 'y' }] },
  });
});

test('report a stored value of another type in their own words', () => {
  for (const Action of ['ADD', 'DELETE'] as const) {
    const updates: Updates = { a: { Action, Value: { SS: ['x'] } } };
    assert.is(
      rejection(() => applied(updates, { a: { NS: ['1'] } })),
      'Type mismatch for attribute to update',
    );
  }
  assert.is(
    rejection(() => applied({ a: { Action: 'ADD', Value: { N: '1' } } }, { a: { L: [] } })),
    'Type mismatch for attribute to update',
  );
});

test.run();
