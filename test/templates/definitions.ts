import { binary, entity, isoDate, key, number, oneOf, padded, string, table, ttl, union } from 'dynarepo';
import type { CloudFormationOptions, TemplateSource } from 'dynarepo/templates';
import type { TableDefinition } from 'dynarepo/types';

/** Every setting that a table can have; the compiler reports one that is missing. */
export const everySetting: { [Setting in keyof Required<TableDefinition>]: NonNullable<TableDefinition[Setting]> } = {
  key: { partition: 'pk', sort: { name: 'sk', type: 'N' } },
  indexes: {
    byState: { partition: 'state', sort: { name: 'total', type: 'N' }, projection: ['note', 'name'] },
    byRegion: {
      partition: ['tenant', 'region'],
      sort: ['state', { name: 'placed', type: 'S' }],
      projection: 'KEYS_ONLY',
    },
    byOwner: { partition: { name: 'owner', type: 'B' } },
    byTotal: { sort: { name: 'total', type: 'N' }, projection: ['note'] },
  },
  billing: { read: 5, write: 2 },
  timeToLive: 'expires',
  stream: 'NEW_AND_OLD_IMAGES',
  tags: { team: 'sales', 'cost-center': 'a/b 7' },
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  deletionProtection: true,
};

/** A table with every setting. */
export const Complete = table('complete', everySetting);

/** A table that entities share. */
export const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  stream: 'KEYS_ONLY',
});

/** An entity in the shared table. */
export const Customer = entity('Customer', {
  table: App,
  attributes: { id: string(), email: string() },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
});

/** Another entity in the shared table. */
export const Invoice = entity('Invoice', {
  table: App,
  attributes: { customerId: string(), number: number(), status: oneOf('open', 'paid') },
  key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` },
  indexes: { byStatus: { on: 'gsi1', partition: key`INVOICE#${'status'}`, sort: key`${padded('number', 8)}` } },
});

/** An entity with a table of its own, and a time to live. */
export const Session = entity('Session', {
  table: 'sessions',
  attributes: {
    id: binary().storedAs('session-id'),
    user: string(),
    startedAt: isoDate(),
    expires: ttl().storedAs('expires_at'),
  },
  key: { partition: 'id' },
  indexes: { byUser: { partition: 'user', sort: 'startedAt', name: 'by-user', projection: 'KEYS_ONLY' } },
});

const shape = { table: 'shapes', key: { partition: 'id' } } as const;
const Circle = entity('Circle', { ...shape, attributes: { id: string(), radius: number() } });
const Square = entity('Square', { ...shape, attributes: { id: string(), side: number() } });

/** A union of entities. */
export const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });

/** A table whose names have what other languages give a meaning. */
export const Odd = table('9.odd-NAME_', {
  key: { partition: '$var.secret', sort: '%{ if true }' },
  indexes: { 'by.-_': { partition: '__proto__', sort: 'a"b\\c', projection: ['constructor', 'Ref', 'Fn::Sub'] } },
  tags: { 'aws-is-not:here': 'x=y+z@1 _.:/' },
});

/** Arguments of `toCloudFormation` whose templates the checkers accept. */
export const templates: Readonly<Record<string, readonly [tables: readonly TemplateSource[], CloudFormationOptions?]>> =
  {
    'an entity': [[Session]],
    'every setting': [[Complete], { deletionPolicy: 'RetainExceptOnCreate' }],
    'a shared table and a union': [[App, Customer, Invoice, Shape], { deletionPolicy: 'Delete' }],
    'odd names': [[Odd]],
    'names with parameters': [
      [App, Session],
      {
        table: (name) => `\${Stage}-\${AWS::StackName}-${name}`,
        parameters: { Stage: { Default: 'dev', AllowedValues: ['dev', 'prod'] } },
      },
    ],
    'names that CloudFormation chooses': [[App, Session], { table: () => undefined }],
  };
