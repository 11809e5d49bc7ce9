import { isError } from '../brands.ts';
import type { Attribute, Presence, VersionAttribute } from './attribute.ts';
import type { Kind, NullableKind, VersionKind } from './attribute-kinds.ts';
import { badDefinition } from './check-attributes.ts';
import { nullableCodec } from './codecs/nullable-codec.ts';
import { versionCodec } from './codecs/number-codecs.ts';
import type { ValueCodec } from './value-codec.ts';

/** Declares a required attribute with a codec; the caller determines the types of its values. */
export function declareAttribute<K extends Kind>(codec: ValueCodec): Attribute<K, 'required'> {
  return new DeclaredAttribute('required', { codec, storedName: undefined, makeDefault: undefined });
}

/** Declares a version attribute. */
export function declareVersion(): VersionAttribute {
  return new DeclaredVersion(undefined);
}

type Declaration = Pick<Attribute<Kind, Presence>, 'codec' | 'storedName' | 'makeDefault'>;

class DeclaredAttribute<K extends Kind, P extends Presence> implements Attribute<K, P> {
  declare readonly types: K;
  readonly presence: P;
  readonly codec: ValueCodec;
  readonly storedName: string | undefined;
  readonly makeDefault: (() => unknown) | undefined;

  constructor(presence: P, { codec, storedName, makeDefault }: Declaration) {
    this.presence = presence;
    this.codec = codec;
    this.storedName = storedName;
    this.makeDefault = makeDefault;
    Object.freeze(this);
  }

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

  storedAs(name: string): Attribute<K, P> {
    return new DeclaredAttribute<K, P>(this.presence, { ...this, storedName: name });
  }
}

class DeclaredVersion implements VersionAttribute {
  declare readonly types: VersionKind;
  readonly presence = 'version';
  readonly codec: ValueCodec = versionCodec;
  readonly storedName: string | undefined;
  readonly makeDefault = undefined;

  constructor(storedName: string | undefined) {
    this.storedName = storedName;
    Object.freeze(this);
  }

  storedAs(name: string): VersionAttribute {
    return new DeclaredVersion(name);
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
