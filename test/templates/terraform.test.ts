import { readFileSync } from 'node:fs';
import { table } from 'dynarepo';
import { toTerraform } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { badInput } from '../repositories/open-repository.ts';
import { suite } from '../support/suite.ts';
import { App, Complete, Customer, Invoice, Session, Shape } from './definitions.ts';

// Terraform has not validated these configurations: its provider for AWS is not on the machines that run the tests.
const test = suite('toTerraform');

const named = (name: string) => table(name, { key: { partition: 'id' } });
const call = (...input: readonly unknown[]) => badInput(() => Reflect.apply(toTerraform, undefined, input));
const tablesIn = (...input: Parameters<typeof toTerraform>) => toTerraform(...input).resource.aws_dynamodb_table;

test('writes every setting of a table, not validated by Terraform', () => {
  const expected: unknown = JSON.parse(readFileSync(new URL('every-setting.tf.json', import.meta.url), 'utf8'));
  assert.equal(toTerraform(Complete), expected);
});

test('writes a table with on-demand billing and nothing else, not validated by Terraform', () => {
  assert.equal(tablesIn([Shape], { preventDestroy: false }), {
    shapes: { name: 'shapes', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }], billing_mode: 'PAY_PER_REQUEST' },
  });
});

test('several entities of a table stand for it once', () => {
  assert.equal(toTerraform([Customer, Invoice, App, Session, Session]), toTerraform([App, Session]));
});

test('escapes what Terraform would evaluate', () => {
  const App = table('app', {
    key: { partition: '${var.secret}', sort: '%{ if true }' },
    indexes: { one: { partition: '__proto__', projection: ['constructor', '$${Ref}', '$', '{'] } },
    tags: { '${tag}': '%{tag}' },
  });
  const { app } = tablesIn(App);
  assert.equal([app?.hash_key, app?.range_key], ['$${var.secret}', '%%{ if true }']);
  assert.equal(
    app?.attribute.map(({ name }) => name),
    ['$${var.secret}', '%%{ if true }', '__proto__'],
  );
  assert.equal(app?.global_secondary_index?.[0]?.non_key_attributes, ['constructor', '$$${Ref}', '$', '{']);
  assert.equal(app?.tags, { '$${tag}': '%%{tag}' });
});

test('names resources as Terraform allows', () => {
  const names = ['my.users', '9lives', '-dash', '__proto__'];
  assert.equal(Object.keys(tablesIn(names.map(named))), ['my_users', '_9lives', '_-dash', '__proto__']);
});

test('rejects resources with the same name unless one is given', async () => {
  const tables = [named('my_users'), named('my.users')];
  assert.is(await call(tables), 'the tables my_users and my.users have the same resource name: my_users');
  const resourceName = (name: string) => (name === 'my.users' ? 'dotted' : 'other');
  assert.equal(Object.keys(tablesIn(tables, { resourceName })), ['other', 'dotted']);
  for (const name of ['9', '', 'a b', 'a.b', '${x}', undefined, 7]) {
    assert.match(
      await call(App, { resourceName: () => name }),
      'the resource name of the table app (option resourceName)',
    );
  }
});

test('names tables by a callback, with references', async () => {
  assert.is(tablesIn(App, { table: (name) => `prod-${name}` }).app?.name, 'prod-app');
  assert.is(tablesIn(App, { table: (name) => `\${var.stage}-${name}` }).app?.name, '${var.stage}-app');
  for (const name of ['a b', 'ab', '', 'x'.repeat(256), '${}', 'a b-${var.c}', '${var.c}!', undefined, 7]) {
    assert.match(await call(App, { table: () => name }), 'the name of the table app (option table)');
  }
  assert.is(
    await call([App, Session], { table: () => 'same' }),
    'the tables app and sessions have the same name: same',
  );
});

test('rejects what is neither table nor entity, and no table at all', async () => {
  assert.is(await call([]), 'toTerraform needs at least one table or entity');
  assert.match(await call('app'), 'toTerraform needs a table or an entity, but got a string');
});

test.run();
