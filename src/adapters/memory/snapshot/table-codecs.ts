import type { AccountTable } from '../account/account.ts';
import type { StreamViewType } from '../account/stream.ts';
import type { Billing, Capacity, TableDetails, TableStream } from '../account/table-details.ts';
import type { IndexProjection, IndexSchema } from '../storage/index-schema.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import type { KeyAttributes } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import {
  count,
  dictionary,
  flag,
  type JsonCodec,
  list,
  mapByName,
  number,
  object,
  oneOf,
  optional,
  text,
  variant,
} from './json-codec.ts';

/** The view type of a stream. */
export const viewType: JsonCodec<StreamViewType> = oneOf('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES');

const status = oneOf('CREATING', 'UPDATING', 'ACTIVE', 'DELETING');
/** The primary key of a table, or the key of an index. */
export const key: JsonCodec<KeyAttributes> = object<KeyAttributes>({ partition: list(text), sort: list(text) });
const keyTypes = dictionary(oneOf('S', 'N', 'B'));
const capacity = object<Capacity>({ read: count, write: count });

const billing = variant<'mode', Billing>('mode', {
  PAY_PER_REQUEST: object({ mode: oneOf('PAY_PER_REQUEST') }),
  PROVISIONED: object({ mode: oneOf('PROVISIONED'), capacity, indexCapacity: mapByName(capacity) }),
});

const projection = variant<'type', IndexProjection>('type', {
  ALL: object({ type: oneOf('ALL') }),
  KEYS_ONLY: object({ type: oneOf('KEYS_ONLY') }),
  INCLUDE: object({ type: oneOf('INCLUDE'), attributes: list(text) }),
});

/** What the line of an index holds: everything but its entries, which follow from the items of the table. */
export const indexLine: JsonCodec<Omit<SecondaryIndex, 'entries' | 'sizeBytes'>> = object({
  schema: object<IndexSchema>({ name: text, kind: oneOf('local', 'global'), key, keyTypes, projection }),
  status,
});

/** What the line of a table holds: everything but its indexes and items, which are on lines of their own. */
export const tableLine: JsonCodec<
  Omit<AccountTable, 'schema' | 'indexes' | 'items' | 'sizeBytes'> & { readonly schema: Omit<TableSchema, 'indexes'> }
> = object({
  schema: object<Omit<TableSchema, 'indexes'>>({ name: text, key, keyTypes }),
  details: object<TableDetails>({
    status,
    id: text,
    arn: text,
    createdAtMs: number,
    billing,
    tableClass: optional(oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS')),
    deletionProtection: flag,
    stream: optional(object<TableStream>({ arn: text, label: text, viewType, isEnabled: flag })),
    tags: optional(mapByName(text)),
  }),
});
