import type { ValueCodec } from '../value-codec.ts';
import { enumCodec, storedText } from './scalar-codecs.ts';

/** A tag, and other stored values that read as it. */
export type Tag = readonly [tag: string, ...aliases: readonly string[]];

/** Creates the codec for the tag of a union or of its members: an enumeration with other stored values. */
export function tagCodec(tags: readonly Tag[]): ValueCodec {
  const tagOf = new Map(tags.flatMap((tag) => tag.map((stored) => [stored, tag] as const)));
  const codec = enumCodec(tags.map(([tag]) => tag));
  if (tagOf.size === tags.length) return codec;
  return {
    ...codec,
    encodeOperand: enumCodec([...tagOf.keys()]).encode,
    storedForms: (value) => tagOf.get(String(value)) ?? [value],
    decode(stored, location) {
      const text = storedText(stored, location);
      return codec.decode({ S: tagOf.get(text)?.[0] ?? text }, location);
    },
  };
}
