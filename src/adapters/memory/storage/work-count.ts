/**
 * The numbers of objects that storage created in this process so far, and of its hashes. Tests read them before and after a
 * request, to bound its work without a clock.
 */
export const workCount = {
  /** Nodes of trees that were copied because an older owner has them. */
  nodeCopies: 0,
  /** Keys in tables and indexes. */
  keys: 0,
  /** Partition keys hashed, those found in the cache included. */
  hashes: 0,
};
