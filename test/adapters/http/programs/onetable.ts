import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
import * as assert from 'uvu/assert';
import { createSingleTable, type Program } from './program.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these templates are OneTable's, not JavaScript's
const schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: { primary: { hash: 'pk', sort: 'sk' }, gsi1: { hash: 'gsi1pk', sort: 'gsi1sk', project: 'all' } },
  models: {
    Account: {
      pk: { type: String, value: 'account:${id}' },
      sk: { type: String, value: 'account:' },
      id: { type: String, required: true },
      name: { type: String, required: true },
      balance: { type: Number, default: 0 },
    },
    User: {
      pk: { type: String, value: 'account:${account}' },
      sk: { type: String, value: 'user:${email}' },
      gsi1pk: { type: String, value: 'user:' },
      gsi1sk: { type: String, value: 'user:${email}' },
      account: { type: String, required: true },
      email: { type: String, required: true },
      age: { type: Number },
      address: { type: Object, schema: { city: { type: String } } },
    },
  },
  params: { timestamps: false, isoDates: true },
} as const;

/** OneTable: several models in one table. */
export const oneTable: Program = async (client) => {
  await createSingleTable(client, 'onetable');
  const table = new Table({ client: new Dynamo({ client }), name: 'onetable', schema, partial: true, logger: false });
  const Account = table.getModel('Account');
  const User = table.getModel('User');

  const account = await Account.create({ id: 'acme', name: 'Acme' });
  assert.equal(account, { id: 'acme', name: 'Acme', balance: 0 });
  const twice: unknown = await Account.create({ id: 'acme', name: 'Acme' }).catch((error: unknown) => error);
  assert.match(String(twice), 'Conditional create failed');
  assert.is((await Account.update({ id: 'acme' }, { add: { balance: 5 } }))?.balance, 5);

  const batch = {};
  for (let index = 0; index < 20; index++) {
    const email = `user-${String(index).padStart(2, '0')}@example.org`;
    await User.create({ account: 'acme', email, age: index, address: { city: 'Bern' } }, { batch });
  }
  assert.is(await table.batchWrite(batch), true);
  const key = { account: 'acme', email: 'user-03@example.org' };
  assert.equal(await User.get(key), { ...key, age: 3, address: { city: 'Bern' } });
  const old = await User.find({ account: 'acme' }, { where: '${age} >= {15}' });
  assert.equal(
    old.map(({ age }) => age),
    [15, 16, 17, 18, 19],
  );
  const first = await User.find({ account: 'acme' }, { limit: 12 });
  const rest = await User.find({ account: 'acme' }, { limit: 12, next: first.next ?? {} });
  assert.equal([first.length, rest.length], [12, 8]);
  assert.is((await User.find({}, { index: 'gsi1', reverse: true }))[0]?.email, 'user-19@example.org');
  const updated = await User.update({ ...key, age: 40 }, { set: { 'address.city': 'Basel' } });
  assert.equal([updated?.age, updated?.address?.city], [40, 'Basel']);
  await User.remove(key);
  assert.is((await User.scan({}, { count: true })).count, 19);
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here
