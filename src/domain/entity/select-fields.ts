import type { PathStep } from '../expressions/tree.ts';
import type { Field, Fields } from './fields.ts';
import type { SelectedPart } from './value-codec.ts';

/** Fields to read, of maps perhaps only parts. */
export interface SelectedFields {
  readonly fields: readonly Field[];
  /** The stored paths to read. */
  readonly paths: readonly (readonly PathStep[])[];
  /** Whether every output has at least one of them. */
  readonly isCertain: boolean;
}

/** Selects the fields with some names; a name such as `address.city` selects a part of a map. Ignores other names. */
export function selectFields(fields: Fields, names: ReadonlySet<string>): SelectedFields {
  const selected: Field[] = [];
  const paths: (readonly PathStep[])[] = [];
  let isCertain = false;
  for (const field of fields.values()) {
    const { attributeName, codec } = field;
    const isRequired = field.presence === 'required';
    const part = names.has(field.name) ? undefined : selectPart(fields, field, names);
    if (part === undefined) {
      if (!names.has(field.name)) continue;
      selected.push(field);
    } else {
      const decoding = { ...codec, decode: part.decode };
      // A required map of which no part is stored is not part of the output.
      const required = { makeDefault: () => ({}), codec: { ...decoding, encode: () => ({ M: {} }) } };
      selected.push({ ...field, codec: decoding, ...(isRequired ? required : {}) });
    }
    // Whether an optional map exists, only a required part of it shows: without one, the whole map is read.
    const isInParts = part !== undefined && (isRequired || part.isCertain);
    for (const path of isInParts ? part.paths : [[]]) paths.push([attributeName, ...path]);
    isCertain ||= isRequired && (part === undefined || part.isCertain);
  }
  return { fields: selected, paths, isCertain };
}

function selectPart(fields: Fields, { name, codec }: Field, names: ReadonlySet<string>): SelectedPart | undefined {
  // Of a nullable map, parts would not show whether it is `null`.
  if (codec.selectPart === undefined || codec.isNullable) return undefined;
  const prefix = `${name}.`;
  const within = [...names].filter((each) => each.startsWith(prefix) && !fields.has(each));
  const part = codec.selectPart(new Set(within.map((each) => each.slice(prefix.length))));
  return part.paths.length === 0 ? undefined : part;
}
