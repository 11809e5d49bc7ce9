/**
 * Returns the source of a module with one entity and nine typed uses, as in an application: a nested map, a list of
 * maps, a set, a version and two indexes. Every module uses different names, so that modules share no types.
 */
export function entityModule(index: number): string {
  const [name, lastName, firstName, tags] = [
    `Customer${index}`,
    `lastName${index}`,
    `firstName${index}`,
    `tags${index}`,
  ];
  const [street, quantity] = [`street${index}`, `quantity${index}`];
  return `
import {
  beginsWith, type DynamoDb, entity, type EntityOf, isoDate, type KeyOf, list, map, type NewOf, number, repository,
  string, stringSet, version,
} from 'dynarepo';

export const ${name} = entity('${name}', {
  table: 'customers-${index}',
  attributes: {
    ${lastName}: string(),
    ${firstName}: string(),
    email: string(),
    joinedAt: isoDate(),
    age: number().optional(),
    ${tags}: stringSet().optional(),
    address: map({ ${street}: string(), zip: string().optional() }),
    orders: list(map({ sku: string(), ${quantity}: number() })),
    version: version(),
  },
  key: { partition: '${lastName}', sort: '${firstName}' },
  indexes: { byEmail: { partition: 'email', sort: 'joinedAt' }, byAge: { sort: 'age', projection: 'KEYS_ONLY' } },
});
export type ${name} = EntityOf<typeof ${name}>;
export type New${name} = NewOf<typeof ${name}>;
export type ${name}Key = KeyOf<typeof ${name}>;

export async function use${name}(db: DynamoDb, given: New${name}, key: ${name}Key): Promise<string> {
  const customers = repository(${name}, db);
  const created: ${name} = await customers.create(given);
  const changed = await customers.update(created, { age: 30, ${tags}: new Set(['vip']) });
  const older = await customers.update(
    changed,
    (u) => [u.${tags}.add('vip'), u.age.set(u.age.orElse(0).plus(1)), u.orders.at(0).at('${quantity}').add(1)],
    { condition: (u) => u.age.lt(100) },
  );
  const found = customers.query(
    { ${lastName}: 'Smith', ${firstName}: beginsWith('J') },
    { filter: (u) => u.address.at('${street}').beginsWith('High') },
  );
  for await (const customer of found) await customers.delete(customer);
  const first = await customers.index('byEmail').query({ email: 'jane@example.org' }).first();
  const { address, orders } = await customers.getOrThrow(key);
  return older.email + (first?.version ?? 0) + address.${street} + orders.length;
}
`;
}
