import { isError } from '../brands.ts';
import type { AnyAttribute, Attribute, AttributeRole, HiddenPresence, Presence } from './attribute.ts';
import type { Kind, NullableKind, ReadOnlyKind } from './attribute-kinds.ts';
import { badDefinition } from './check-attributes.ts';
import { nullableCodec } from './codecs/nullable-codec.ts';
import { validatedCodec } from './validate.ts';
import type { Validator } from './validator.ts';
import type { ValueCodec } from './value-codec.ts';

/** Declares a required attribute with a codec; the caller determines the types of its values. */
export function declareAttribute<K extends Kind>(codec: ValueCodec, role?: AttributeRole): Attribute<K, 'required'> {
  return new DeclaredAttribute({ presence: 'required', storedName: undefined, makeDefault: undefined, role, codec });
}

/** Declares an attribute that dynarepo sets, in a form; its default is the value of items stored without it. */
export function declareWritten<K extends Kind, P extends 'written' | 'written-optional'>(
  form: AnyAttribute,
  what: Pick<AnyAttribute, 'role' | 'computation'>,
): Attribute<K, P> {
  return new DeclaredAttribute<K, P>({
    ...form,
    ...what,
    // A value that is no form, such as null, is rejected with the definition of the entity.
    presence: form?.presence === 'optional' ? 'written-optional' : 'written',
  });
}

type Declaration = Omit<AnyAttribute, 'types'>;

class DeclaredAttribute<K extends Kind, P extends Presence> implements Attribute<K, P> {
  declare readonly types: K;
  declare readonly presence: P;
  declare readonly codec: ValueCodec;
  declare readonly storedName: string | undefined;
  declare readonly makeDefault: (() => unknown) | undefined;

  constructor(declaration: Declaration) {
    Object.freeze(Object.assign(this, declaration));
  }

  optional(): Attribute<K, 'optional'> {
    if (this.makeDefault !== undefined) {
      throw badDefinition('an attribute with a default is never absent: remove optional()');
    }
    return changed(this, { presence: 'optional' });
  }

  nullable(): Attribute<NullableKind<K>, P> {
    return changed(this, { codec: nullableCodec(this.codec) });
  }

  default(value: K['given'] | (() => K['given'])): Attribute<K, 'default'> {
    return changed(this, { presence: 'default', makeDefault: toMaker(value, this.codec), makeNew: undefined });
  }

  defaultForNew(value: K['given'] | (() => K['given'])): Attribute<K, 'optional'> {
    return changed(this, { presence: 'optional', makeNew: toMaker(value, this.codec), makeDefault: undefined });
  }

  readOnly(): Attribute<ReadOnlyKind<K>, P> {
    return changed(this, { isReadOnly: true });
  }

  hidden(): Attribute<K, HiddenPresence<P>> {
    return changed(this, { isHidden: true });
  }

  validate(validator: Validator<K['given']>): Attribute<K, P> {
    return changed(this, { codec: validatedCodec(this.codec, validator) });
  }

  storedAs(name: string): Attribute<K, P> {
    return new DeclaredAttribute({ ...this, storedName: name });
  }
}

function changed<K extends Kind, P extends Presence>(from: Declaration, change: Partial<Declaration>): Attribute<K, P> {
  if (from.isHidden || from.presence.startsWith('written'))
    throw badDefinition('only storedAs() can follow hidden(), or an attribute that dynarepo sets');
  return new DeclaredAttribute({ ...from, ...change });
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
