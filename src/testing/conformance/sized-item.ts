/** Returns an item of exactly `sizeBytes` bytes with the given key. Key names and values must be ASCII strings. */
export function sizedItem<Key extends Readonly<Record<string, { S: string }>>>(
  key: Key,
  sizeBytes: number,
): Key & { filler: { S: string } } {
  const keyBytes = Object.entries(key).reduce((sum, [name, { S }]) => sum + name.length + S.length, 0);
  return { ...key, filler: { S: 'f'.repeat(sizeBytes - keyBytes - 'filler'.length) } };
}
