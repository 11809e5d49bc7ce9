import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { ChangesOf, EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import { type Field, type Fields, fieldOf } from '../../domain/entity/fields.ts';
import { readOnlyReason } from '../../domain/entity/paths/entity-paths.ts';
import { memberOfValue } from '../../domain/entity/union-members.ts';
import { withoutValidators } from '../../domain/entity/validate.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { checkOptions, type OptionCheck } from '../../domain/options.ts';
import { ownProperty, setOwnProperty } from '../../domain/own-property.ts';
import { checkEntity } from '../check-entity.ts';
import { declaredFromJson, declaredToJson } from './declared-json.ts';
import type { JsonObject } from './json-value.ts';

/** Options of {@link toJson}. */
export interface ToJsonOptions {
  /** Whether hidden attributes are part of the JSON. Default: false. */
  readonly hidden?: boolean | undefined;
}

/**
 * Returns an entity, or some of its attributes, as JSON: an object for `JSON.stringify`. Dates are texts in ISO form, bigints and
 * decimals texts, bytes are base64, sets arrays. Hidden attributes are left out.
 *
 * ```ts
 * response.end(JSON.stringify(toJson(User, user)));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: the value does not match the definition.
 */
export function toJson<E extends AnyEntity>(
  entity: E,
  value: Partial<EntityOf<E>> | Partial<NewOf<E>>,
  options: ToJsonOptions = {},
): JsonObject {
  checkEntity('toJson', entity);
  checkOptions('toJson', options, { hidden: 'boolean' });
  const location = { segment: entity.name };
  if (!isRecord(value)) throw wrongType(location, 'an object', value);
  const { fields } = hasCommonOnly(entity, value) ? entity : memberOfValue(entity, value);
  const json: JsonObject = {};
  for (const name of Object.keys(value)) {
    const field = fieldOf(fields, name, location);
    const given = ownProperty(value, name);
    if (given === undefined || (field.isHidden && !options.hidden)) continue;
    const own = childLocation(location, name);
    const member = withoutValidators(() => declaredToJson(field.codec, asRead(field, given, own), own));
    setOwnProperty(json, name, member);
  }
  return json;
}

/** Which JSON {@link fromJson} takes, and which value it returns. */
export interface FromJsonOptions<As extends 'entity' | 'new' | 'changes'> {
  /**
   * `entity`: a whole entity, as a read returns it. `new`: one to create, without what dynarepo sets. `changes`: some attributes, for
   * `update`, without the key and what never changes. Default: `entity`.
   */
  readonly as?: As | undefined;
}

/**
 * Returns the entity of a JSON of {@link toJson}, or a new entity or changes in the same form. The JSON may be from outside: every
 * attribute is checked against the definition. Validators check it when it is written.
 *
 * ```ts
 * await users.create(fromJson(User, JSON.parse(body), { as: 'new' }));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: an attribute is missing, not declared, may not be set, or has an invalid value.
 */
export function fromJson<E extends AnyEntity>(entity: E, json: unknown): EntityOf<E>;
export function fromJson<E extends AnyEntity>(entity: E, json: unknown, options: FromJsonOptions<'new'>): NewOf<E>;
export function fromJson<E extends AnyEntity>(
  entity: E,
  json: unknown,
  options: FromJsonOptions<'changes'>,
): ChangesOf<E>;
export function fromJson<E extends AnyEntity>(
  entity: E,
  json: unknown,
  options?: FromJsonOptions<'entity'>,
): EntityOf<E>;
export function fromJson(
  entity: AnyEntity,
  json: unknown,
  options: FromJsonOptions<'entity' | 'new' | 'changes'> = {},
): object {
  checkEntity('fromJson', entity);
  checkOptions('fromJson', options, { as: asCheck });
  const location = { segment: entity.name };
  if (!isRecord(json)) {
    throw wrongType(location, typeof json === 'string' ? 'an object, as JSON.parse returns it' : 'an object', json);
  }
  const { as = 'entity' } = options;
  const { fields } = as === 'changes' ? entity : memberOfValue(entity, json);
  for (const name of Object.keys(json)) rejectReadOnly(entity, fieldOf(fields, name, location), as);
  return valuesFromJson(fields, json, { as, location });
}

const asCheck: OptionCheck = {
  expected: "'entity', 'new' or 'changes'",
  isValid: (value) => value === 'entity' || value === 'new' || value === 'changes',
};

/** Rejects an attribute that the caller may not set. */
function rejectReadOnly(entity: AnyEntity, field: Field, as: 'entity' | 'new' | 'changes'): void {
  if (as === 'entity') return;
  const reason = as === 'changes' || field.isWritten ? readOnlyReason(entity, field) : undefined;
  if (reason !== undefined) throw badInput({ segment: entity.name }, `can't have ${field.name} here: ${reason}`);
}

function valuesFromJson(
  fields: Fields,
  json: object,
  { as, location }: { readonly as: 'entity' | 'new' | 'changes'; readonly location: ValueLocation },
): object {
  const values: Record<string, unknown> = {};
  for (const field of fields.values()) {
    const own = childLocation(location, field.name);
    const given = ownProperty(json, field.name);
    if (given !== undefined) {
      const value = withBadInput(() => asRead(field, declaredFromJson(field.codec, given, own), own));
      setOwnProperty(values, field.name, value);
    } else if (as === 'entity' && field.makeDefault !== undefined) {
      setOwnProperty(values, field.name, asRead(field, field.makeDefault(), own));
    } else if (as !== 'changes' && isRequired(field, as)) {
      throw badInput(own, 'is required, but is missing');
    }
  }
  return values;
}

function isRequired({ presence, mayBeAbsent, isHidden, isWritten, makeDefault, makeNew }: Field, as: 'entity' | 'new') {
  if (as === 'entity') return !mayBeAbsent && !isHidden;
  return !mayBeAbsent && !isWritten && makeDefault === undefined && makeNew === undefined && presence !== 'optional';
}

/** Returns a value as a read returns it after a write: checked, and a copy. */
function asRead({ codec }: Field, value: unknown, location: ValueLocation): unknown {
  const stored = codec.encode(value, location);
  return stored === undefined ? value : codec.decode(stored, location);
}

/** Runs a conversion of a value from outside, which no table has stored yet. Validators check it when it is written. */
function withBadInput<T>(convert: () => T): T {
  try {
    return withoutValidators(convert);
  } catch (error) {
    if (!(error instanceof DynarepoError && error.code === 'BAD_STORED_VALUE')) throw error;
    throw new DynarepoError('BAD_INPUT', error.message, { cause: error });
  }
}

/** Returns whether a value of a union has only what all members have, as the result of a projection. */
function hasCommonOnly({ fields, members }: AnyEntity, value: object): boolean {
  return (
    members !== undefined &&
    ownProperty(value, members.tag.name) === undefined &&
    Object.keys(value).every((name) => fields.has(name))
  );
}
