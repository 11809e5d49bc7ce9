import type { Item } from '../../../src/domain/dynamodb.ts';

/** Returns an item with an attribute of every type, named after it. */
export const everyType = (): Item => ({
  S: { S: 'a' },
  N: { N: '1' },
  B: { B: Uint8Array.of(1, 2) },
  BOOL: { BOOL: false },
  NULL: { NULL: true },
  SS: { SS: ['a', 'b'] },
  NS: { NS: ['1', '2'] },
  BS: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
  L: { L: [{ S: 'a' }, { L: [{ N: '1' }] }] },
  M: { M: { a: { M: { b: { S: 'c' } } } } },
});
