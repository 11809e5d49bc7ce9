// Invalid definitions; the type check fails if one of them compiles. Compiled, never run.
import { boolean, entity, list, map, nullValue, number, oneOf, record, string, stringSet, version } from 'dynarepo';
import * as v from 'valibot';
import * as z from 'zod';

const attributes = {
  id: string(),
  at: number(),
  email: string().optional(),
  nickname: string().nullable(),
  active: boolean(),
  tags: stringSet(),
  lines: list(string()),
  version: version(),
};
const table = 'users';

/** Keys that are missing, unknown, or cannot be keys. */
export function keys(): void {
  // @ts-expect-error no key
  entity('User', { table, attributes });
  // @ts-expect-error no partition key
  entity('User', { table, attributes, key: {} });
  // @ts-expect-error no partition key beside the sort key
  entity('User', { table, attributes, key: { sort: 'at' } });
  // @ts-expect-error a partition key that is not declared
  entity('User', { table, attributes, key: { partition: 'name' } });
  // @ts-expect-error a sort key that is not declared
  entity('User', { table, attributes, key: { partition: 'id', sort: 'name' } });
  // @ts-expect-error an optional attribute as partition key
  entity('User', { table, attributes, key: { partition: 'email' } });
  // @ts-expect-error an optional attribute as sort key
  entity('User', { table, attributes, key: { partition: 'id', sort: 'email' } });
  // @ts-expect-error a nullable attribute as key
  entity('User', { table, attributes, key: { partition: 'nickname' } });
  // @ts-expect-error a set as key
  entity('User', { table, attributes, key: { partition: 'tags' } });
  // @ts-expect-error a boolean as key
  entity('User', { table, attributes, key: { partition: 'active' } });
  // @ts-expect-error a list as key
  entity('User', { table, attributes, key: { partition: 'id', sort: 'lines' } });
  // @ts-expect-error the version as key
  entity('User', { table, attributes, key: { partition: 'id', sort: 'version' } });
  // @ts-expect-error a member that keys do not have
  entity('User', { table, attributes, key: { partition: 'id', range: 'at' } });
}

const key = { partition: 'id', sort: 'at' } as const;

/** Indexes of attributes that are unknown, or cannot be keys. */
export function indexes(): void {
  // @ts-expect-error a partition key that is not declared
  entity('User', { table, attributes, key, indexes: { byName: { partition: 'name' } } });
  // @ts-expect-error a sort key that is not declared
  entity('User', { table, attributes, key, indexes: { byName: { sort: 'name' } } });
  // @ts-expect-error a set as key of an index
  entity('User', { table, attributes, key, indexes: { byTags: { partition: 'tags' } } });
  // @ts-expect-error a nullable attribute as key of an index
  entity('User', { table, attributes, key, indexes: { byNickname: { partition: 'nickname' } } });
  // @ts-expect-error a projection of an attribute that is not declared
  entity('User', { table, attributes, key, indexes: { byEmail: { partition: 'email', projection: ['name'] } } });
  // @ts-expect-error a projection that DynamoDB does not have
  entity('User', { table, attributes, key, indexes: { byEmail: { partition: 'email', projection: 'SOME' } } });
}

/** Unique constraints of attributes that are unknown, or cannot be keys. */
export function uniqueConstraints(): void {
  entity('User', { table, attributes, key, unique: ['email', ['at', 'email']] });
  // @ts-expect-error an attribute that is not declared
  entity('User', { table, attributes, key, unique: ['emial'] });
  // @ts-expect-error a set
  entity('User', { table, attributes, key, unique: ['tags'] });
  // @ts-expect-error an attribute of several that is not declared
  entity('User', { table, attributes, key, unique: [['email', 'name']] });
  // @ts-expect-error one attribute instead of an array
  entity('User', { table, attributes, key, unique: 'email' });
}

/** Validators of other values. */
export function validators(): void {
  string().validate(z.string().trim());
  oneOf('a', 'b').validate(z.enum(['a']));
  entity('User', { table, attributes, key, schema: z.object({ id: z.string(), email: z.string().optional() }) });
  entity('User', { table, attributes, key, schema: v.looseObject({ id: v.string() }) });
  // @ts-expect-error a validator of numbers for strings
  string().validate(z.number());
  // @ts-expect-error a validator with other texts than those of the enumeration
  oneOf('a', 'b').validate(z.string());
  // @ts-expect-error a validator that can return undefined
  string().validate(z.string().optional());
  // @ts-expect-error not a schema
  string().validate((text: string) => text.length > 2);
  // @ts-expect-error a schema with another type of an attribute
  entity('User', { table, attributes, key, schema: z.object({ id: z.number() }) });
}

/** Invalid attributes. */
export function kinds(): void {
  // @ts-expect-error no table
  entity('User', { attributes, key });
  // @ts-expect-error a text in the place of an attribute
  entity('User', { table, attributes: { id: 'string' }, key: { partition: 'id' } });
  // @ts-expect-error a list of optional elements
  list(string().optional());
  // @ts-expect-error an open map of elements with a default
  record(number().default(0));
  // @ts-expect-error a list of versions
  list(version());
  // @ts-expect-error a map of something other than attributes
  map({ street: String });
  // @ts-expect-error a default of another type
  number().default('0');
  // @ts-expect-error a function for a default of another type
  number().default(() => '0');
  // @ts-expect-error null for a default where it is not among the values
  number().default(null);
  // @ts-expect-error an optional version
  version().optional();
  // @ts-expect-error null beside null
  nullValue().default(0);
}
