import { isError } from '../brands.ts';
import type { AnyAttribute, Attribute, AttributeRole, Presence, WrittenAttribute } from './attribute.ts';
import type { Kind, NullableKind } from './attribute-kinds.ts';
import { badDefinition } from './check-attributes.ts';
import { nullableCodec } from './codecs/nullable-codec.ts';
import { validatedCodec } from './validate.ts';
import type { Validator } from './validator.ts';
import type { ValueCodec } from './value-codec.ts';

/** Declares a required attribute with a codec; the caller determines the types of its values. */
export function declareAttribute<K extends Kind>(codec: ValueCodec, role?: AttributeRole): Attribute<K, 'required'> {
  return new DeclaredAttribute('required', { ...undeclared, codec, role });
}

/** Declares an attribute that dynarepo sets; `makeDefault` creates the value of items stored without it. */
export function declareWritten<K extends Kind>(
  role: AttributeRole,
  declaration: Omit<Declaration, 'role'>,
): WrittenAttribute<K> {
  return new DeclaredWritten({ ...declaration, role });
}

type Declaration = Pick<AnyAttribute, 'codec' | 'storedName' | 'makeDefault' | 'role'>;

const undeclared = { storedName: undefined, makeDefault: undefined, role: undefined };

class Declared<K extends Kind, P extends Presence> implements AnyAttribute {
  declare readonly types: K;
  readonly presence: P;
  readonly codec: ValueCodec;
  readonly storedName: string | undefined;
  readonly makeDefault: (() => unknown) | undefined;
  readonly role: AttributeRole | undefined;

  constructor(presence: P, { codec, storedName, makeDefault, role }: Declaration) {
    this.presence = presence;
    this.codec = codec;
    this.storedName = storedName;
    this.makeDefault = makeDefault;
    this.role = role;
    Object.freeze(this);
  }
}

class DeclaredAttribute<K extends Kind, P extends Presence> extends Declared<K, P> implements Attribute<K, P> {
  optional(): Attribute<K, 'optional'> {
    if (this.makeDefault !== undefined) {
      throw badDefinition('an attribute with a default is never absent: remove optional()');
    }
    return new DeclaredAttribute<K, 'optional'>('optional', this);
  }

  nullable(): Attribute<NullableKind<K>, P> {
    return new DeclaredAttribute<NullableKind<K>, P>(this.presence, { ...this, codec: nullableCodec(this.codec) });
  }

  default(value: K['given'] | (() => K['given'])): Attribute<K, 'default'> {
    return new DeclaredAttribute<K, 'default'>('default', { ...this, makeDefault: toMaker(value, this.codec) });
  }

  validate(validator: Validator<K['given']>): Attribute<K, P> {
    return new DeclaredAttribute<K, P>(this.presence, { ...this, codec: validatedCodec(this.codec, validator) });
  }

  storedAs(name: string): Attribute<K, P> {
    return new DeclaredAttribute<K, P>(this.presence, { ...this, storedName: name });
  }
}

class DeclaredWritten<K extends Kind> extends Declared<K, 'written'> implements WrittenAttribute<K> {
  constructor(declaration: Declaration) {
    super('written', declaration);
  }

  storedAs(name: string): WrittenAttribute<K> {
    return new DeclaredWritten<K>({ ...this, storedName: name });
  }
}

function toMaker(value: unknown, codec: ValueCodec): () => unknown {
  if (typeof value === 'function') return () => value();
  if (typeof value === 'object' && value !== null) {
    throw badDefinition('a default object would be shared by all entities: pass a function that creates it');
  }
  checkDefault(value, codec);
  return () => value;
}

function checkDefault(value: unknown, codec: ValueCodec): void {
  try {
    codec.encode(value, { segment: 'the default' });
  } catch (cause) {
    throw badDefinition(isError(cause) ? cause.message : String(cause), cause);
  }
}
