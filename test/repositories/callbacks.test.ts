import {
  and,
  boolean,
  type Condition,
  entity,
  list,
  map,
  not,
  number,
  or,
  string,
  stringSet,
  type UpdateAction,
} from 'dynarepo';
import type { PathsOf } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository } from './open-repository.ts';

const accountIn = (table: string) =>
  entity('Account', {
    table,
    attributes: {
      id: string(),
      open: string(),
      active: boolean(),
      balance: number(),
      tags: stringSet().optional(),
      lines: list(string()),
      owner: map({ name: string(), age: number().optional() }),
    },
    key: { partition: 'id' },
  });
type AccountPaths = PathsOf<ReturnType<typeof accountIn>>;

const account = {
  id: '1',
  open: 'no',
  active: false,
  balance: 100,
  tags: new Set(['a']),
  lines: ['x'],
  owner: { name: 'Jane', age: 30 },
};

/** Conditions that leave a part out, with the part. */
const incomplete: readonly (readonly [leftOut: string, condition: (u: AccountPaths) => Condition])[] = [
  ['open = "yes"', (u) => u.open.eq('yes') && u.balance.gte(50)],
  ['open = "yes"', (u) => (u.open.eq('yes') ? u.balance.gte(50) : u.balance.lt(50))],
  ['open = "yes" AND active = true', (u) => and(u.open.eq('yes'), u.active.eq(true)) && u.balance.gte(50)],
  ['NOT open = "no"', (u) => not(u.open.eq('no')) && u.balance.gte(50)],
  ['open = "a" OR open = "b"', (u) => and(or(u.open.eq('a'), u.open.eq('b')) && u.balance.gte(50), u.balance.gt(1))],
  ['open IN ("yes")', (u) => u.open.in('yes') && u.balance.gte(50)],
  ['balance BETWEEN 1 AND 2', (u) => u.balance.between(1, 2) && u.balance.gte(50)],
  ['attribute_exists(tags)', (u) => u.tags.exists() && u.balance.gte(50)],
  ['attribute_not_exists(tags)', (u) => u.tags.notExists() && u.balance.gte(50)],
  ['attribute_type(tags, "L")', (u) => u.tags.hasType('L') && u.balance.gte(50)],
  ['begins_with(open, "y")', (u) => u.open.beginsWith('y') && u.balance.gte(50)],
  ['contains(tags, "b")', (u) => u.tags.contains('b') && u.balance.gte(50)],
  ['size(tags)', (u) => u.tags.size() && u.balance.gte(50)],
  ['active', (u) => u.active && u.balance.gte(50)],
  ['lines[0]', (u) => u.lines.at(0) && u.balance.gte(50)],
  ['owner.age', (u) => u.owner.at('age') && u.balance.gte(50)],
];

const kept = (_leftOut: unknown, action: UpdateAction) => [action];

/** Updates that leave an action or operand out, with its text. */
const incompleteUpdates: readonly (readonly [
  leftOut: string,
  update: (u: AccountPaths) => readonly (UpdateAction | undefined)[],
])[] = [
  ['SET open = "yes"', (u) => [u.open.set('yes') && u.balance.add(1)]],
  ['REMOVE tags', (u) => kept(u.tags.remove(), u.balance.add(1))],
  ['ADD balance 1', (u) => kept(u.balance.add(1), u.open.set('yes'))],
  ['ADD tags {"b"}', (u) => kept(u.tags.add('b'), u.open.set('yes'))],
  ['DELETE tags {"a"}', (u) => kept(u.tags.delete('a'), u.open.set('yes'))],
  ['SET lines = list_append(lines, ["y"])', (u) => kept(u.lines.append('y'), u.open.set('yes'))],
  ['balance + 1', (u) => kept(u.balance.plus(1), u.open.set('yes'))],
  ['if_not_exists(balance, 0) - 1', (u) => kept(u.balance.orElse(0).minus(1), u.open.set('yes'))],
  ['active', (u) => [u.active ? u.open.set('yes') : undefined]],
];

for (const adapter of adapters()) {
  const test = suite(`callbacks on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a callback that leaves out a part is rejected with the part, and nothing changes', async () => {
    const { repository, spy } = await openRepository(adapter, accountIn);
    await repository.create(account);
    spy.take();
    for (const [leftOut, condition] of incomplete) {
      for (const call of [
        () => repository.update({ id: '1' }, { balance: 0 }, { condition }),
        () => repository.put(account, { condition }),
        () => repository.save(account, { condition }),
        () => repository.create({ ...account, id: '2' }, { condition }),
        () => repository.delete({ id: '1' }, { condition }),
        () => repository.scan({ filter: condition }).all(),
        () => repository.query({ id: '1' }, { filter: condition }).all(),
        () => repository.count({ id: '1' }, { filter: condition }),
      ]) {
        const message = await badInput(call);
        assert.match(message, ` of Account leaves out ${leftOut}: `);
      }
    }
    for (const [leftOut, update] of incompleteUpdates) {
      assert.match(await badInput(() => repository.update({ id: '1' }, update)), `leaves out ${leftOut}: `);
    }
    assert.equal(spy.take(), []);
    assert.equal(await repository.getOrThrow({ id: '1' }), account);
  });

  test('a callback may use parts several times, from elsewhere, and in nested calls', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    await repository.create(account);
    const conditions: Condition[] = [];
    const keep = (condition: Condition) => {
      conditions.push(condition);
      return condition;
    };
    await repository.count({ id: '1' }, { filter: (u) => keep(u.balance.gte(50)) });
    const found = await repository
      .scan({
        filter: (u) => {
          const isRich = u.balance.gte(50);
          repository.requests.scan({ filter: (other) => other.open.eq('no') });
          return and(isRich, or(isRich, u.open.eq('yes')), u.owner.at('age').gt(1), ...conditions);
        },
      })
      .all();
    assert.equal(found, [account]);
    const updated = await repository.update({ id: '1' }, (u) => [
      u.tags.set(new Set()),
      u.balance.set(u.balance.orElse(0).plus(1)),
      undefined,
    ]);
    const { tags, ...others } = account;
    assert.equal(updated, { ...others, balance: 101 });
  });

  test.run();
}
