import type { KeyAttributes } from './storage-key.ts';
import type { KeyType } from './stored-item.ts';

/** The attributes that an index projects; the keys of the index and the table are always projected. */
export type IndexProjection =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] };

/** The parts of an index's definition that determine its entries and their order. */
export interface IndexSchema {
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly key: KeyAttributes;
  /** Types of all key attributes of the table and its indexes. */
  readonly keyTypes: Readonly<Record<string, KeyType>>;
  readonly projection: IndexProjection;
}
