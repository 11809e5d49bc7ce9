import type { KeyAttributes } from './storage-key.ts';
import type { KeyType } from './stored-item.ts';

/** Which attributes an index holds; its own keys and the table's always are. */
export type IndexProjection =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] };

/** What of an index's definition decides which items it holds, and where. */
export interface IndexSchema {
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly key: KeyAttributes;
  /** Types of the table's key attributes, its indexes' included. */
  readonly keyTypes: Readonly<Record<string, KeyType>>;
  readonly projection: IndexProjection;
}
