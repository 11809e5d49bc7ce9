/** What the definition uses: keys of attributes, of templates, or every feature of a definition. */
export type DefinitionKind = 'attributes' | 'templates' | 'everything';

/**
 * Returns the source of a module with one entity and nine typed uses, as in an application: a nested map, a list of
 * maps, a set, a version and two indexes. Every module uses different names, so that modules share no types.
 *
 * @param kind - `templates`: a table of its own definition with key templates and an index with several attributes;
 * `everything`: timestamps, a time to live and unique constraints too.
 */
export function entityModule(index: number, kind: DefinitionKind): string {
  const [name, lastName, firstName, tags] = [
    `Customer${index}`,
    `lastName${index}`,
    `firstName${index}`,
    `tags${index}`,
  ];
  const [street, quantity] = [`street${index}`, `quantity${index}`];
  const names = { index, lastName, firstName };
  const keys = kind === 'attributes' ? attributeKeys(names) : templateKeys(names, kind);
  const further = kind === 'everything' ? furtherMembers(names) : { attributes: '', definition: '' };
  return `
import {
  beginsWith, createdAt, type DynamoDb, entity, type EntityOf, isoDate, key, type KeyOf, list, map, type NewOf, number,
  padded, repository, string, stringSet, table, ttl, updatedAt, version,
} from 'dynarepo';

export const ${name} = entity('${name}', {
  table: ${keys.table},
  attributes: {
    ${lastName}: string(),
    ${firstName}: string(),
    email: string(),
    joinedAt: isoDate(),
    age: number().optional(),
    number: number(),
    ${tags}: stringSet().optional(),
    address: map({ ${street}: string(), zip: string().optional() }),
    orders: list(map({ sku: string(), ${quantity}: number() })),
    version: version(),
    ${further.attributes}
  },
  key: ${keys.key},
  indexes: ${keys.indexes},
  ${further.definition}
});
export type ${name} = EntityOf<typeof ${name}>;
export type New${name} = NewOf<typeof ${name}>;
export type ${name}Key = KeyOf<typeof ${name}>;

export async function use${name}(db: DynamoDb, given: New${name}, by: ${name}Key): Promise<string> {
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
  const { address, orders } = await customers.getOrThrow(by);
  return older.email + (first?.version ?? 0) + address.${street} + orders.length;
}
`;
}

/** The names that the keys of a module use. */
interface KeyNames {
  readonly index: number;
  readonly lastName: string;
  readonly firstName: string;
}

/** The source of the table, key and indexes of an entity. */
interface KeySource {
  readonly table: string;
  readonly key: string;
  readonly indexes: string;
}

function attributeKeys({ index, lastName, firstName }: KeyNames): KeySource {
  return {
    table: `'customers-${index}'`,
    key: `{ partition: '${lastName}', sort: '${firstName}' }`,
    indexes: `{
    byEmail: { partition: 'email', sort: 'joinedAt' },
    byAge: { sort: 'age', projection: 'KEYS_ONLY' },
  }`,
  };
}

function templateKeys({ index, lastName, firstName }: KeyNames, kind: DefinitionKind): KeySource {
  // With every feature, each occurs once: the primary key has a sort key of templates already.
  const emailSort = kind === 'everything' ? '' : `, sort: key\`\${'joinedAt'}#\${padded('number', 8)}\``;
  return {
    table: `table('customers-${index}', {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {
      byEmail: { partition: 'gsi1pk'${emailSort === '' ? '' : ", sort: 'gsi1sk'"} },
      gsi2: { partition: ['a', 'b'], sort: ['c', { name: 'd', type: 'N' }], projection: 'KEYS_ONLY' },
    },
    timeToLive: 'expires', stream: 'NEW_AND_OLD_IMAGES', tags: { team: 'sales' },
  })`,
    key: `{ partition: key\`NAME#\${'${lastName}'}\`, sort: key\`\${'${firstName}'}#\${padded('number', 8)}\` }`,
    indexes: `{
    byEmail: { partition: key\`EMAIL#\${'email'}\`${emailSort} },
    byAge: {
      on: 'gsi2', partition: ['email', '${lastName}'], sort: ['${firstName}', 'age'], projection: 'KEYS_ONLY',
    },
  }`,
  };
}

/** The source of the attributes with a role, and of the unique constraints. */
function furtherMembers({ lastName }: KeyNames): {
  readonly attributes: string;
  readonly definition: string;
} {
  return {
    attributes: 'createdAt: createdAt(), updatedAt: updatedAt(), expires: ttl().optional(),',
    definition: `unique: ['email', ['${lastName}', 'age']],`,
  };
}
