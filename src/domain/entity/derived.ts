import { isError } from '../brands.ts';
import type { AttributeValue, Item } from '../dynamodb.ts';
import { badDefinition } from './check-attributes.ts';
import { decodeFields, type Field, type Fields } from './fields.ts';
import { composePart } from './keys/encode-key.ts';
import type { EntityKeys } from './keys/entity-keys.ts';
import type { KeyPart } from './keys/key-part.ts';
import { badInput, childLocation, type ValueLocation } from './value-location.ts';

/** A stored attribute that is made from properties: a computed one, or a key attribute of an index beside its properties. */
export interface DerivedAttribute {
  /** Its name in the table. */
  readonly name: string;
  /** What it is, for messages. */
  readonly label: string;
  /** The properties that it is made from. */
  readonly fields: readonly Field[];
  /** Whether it can have a value where an optional property is absent. */
  readonly isTotal: boolean;
  /** Returns its value in an item with the attributes of the properties. */
  readonly make: (item: Item, location: ValueLocation) => AttributeValue | undefined;
}

/**
 * Returns the derived attributes of an entity, each after those that it is made from.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: an input of a computed attribute is not declared, has another type, or changes
 * in a way that an update can't know.
 */
export function toDerived(
  owner: string,
  fields: Fields,
  { composedIndexKeys }: EntityKeys,
): readonly DerivedAttribute[] {
  const known = new Map<string, Field>();
  const derived: DerivedAttribute[] = [];
  for (const field of fields.values()) {
    if (field.computation !== undefined) derived.push(computedAttribute(owner, field, { fields, known }));
    known.set(field.name, field);
  }
  return [...derived, ...composedIndexKeys.map(indexKey)];
}

function indexKey(part: KeyPart): DerivedAttribute {
  return {
    name: part.name,
    label: `the index key ${part.name}`,
    fields: part.fields,
    isTotal: false,
    make: (item, location) => composePart(part, item, location),
  };
}

function computedAttribute(
  owner: string,
  field: Field,
  { fields, known }: { readonly fields: Fields; readonly known: Fields },
): DerivedAttribute {
  const { name, attributeName, computation = { inputs: {}, compute: () => undefined } } = field;
  const inputs = Object.entries(computation.inputs).map(([input, { codec }]) => {
    const source = fields.get(input);
    const isUsable = source?.codec.type === codec.type && source.role !== 'version';
    if (!isUsable || (source.computation !== undefined && !known.has(input))) {
      throw badDefinition(
        `${owner}: ${name} is computed from ${input}, which must be an attribute of the entity of the same kind, not the version, declared before it if it is computed`,
      );
    }
    return source;
  });
  return {
    name: attributeName,
    label: `the computed attribute ${name}`,
    fields: inputs,
    isTotal: true,
    make(item, location) {
      const own = childLocation(location, name);
      const value = computedValue(
        computation.compute,
        decodeFields(inputs, item, (input) => childLocation(location, input.name)),
        own,
      );
      if (value !== undefined) return field.encode(value, own);
      if (field.mayBeAbsent) return undefined;
      throw badInput(own, 'is required, but is computed as undefined');
    },
  };
}

function computedValue(compute: (inputs: unknown) => unknown, inputs: unknown, location: ValueLocation): unknown {
  try {
    return compute(inputs);
  } catch (cause) {
    throw badInput(location, `cannot be computed: ${isError(cause) ? cause.message : String(cause)}`, cause);
  }
}
