import { assert } from '../../assert.ts';
import { badDefinition } from '../check-attributes.ts';
import type { KeyProperties } from '../entity-definition.ts';
import type { Field, Fields } from '../fields.ts';
import type { Table } from '../table.ts';
import { isComposed, type KeyAttribute, type KeyPart } from './key-part.ts';
import { isKeyTemplate, type KeyTemplate } from './key-template.ts';
import { toTextTemplate } from './text-template.ts';

/** The form of a partition or sort key in a definition. */
export type KeyForm = KeyProperties | KeyTemplate<KeyProperties>;

/** What the forms of an entity's keys refer to. */
export interface KeyContext {
  /** The entity's name, for messages. */
  readonly owner: string;
  readonly fields: Fields;
  /** The table, if it is defined by `table()`. */
  readonly shared: Table | undefined;
}

/**
 * Returns the parts of a checked form: in the key attributes of a shared table, or with properties that are key attributes
 * themselves.
 *
 * @param role - the key, for messages, such as `sort key of index gsi1`.
 * @throws DynarepoError - `BAD_DEFINITION`: the form does not fit the attributes.
 */
export function toParts(
  role: string,
  form: KeyForm | undefined,
  { attributes, owner, fields }: KeyContext & { readonly attributes: readonly KeyAttribute[] | undefined },
): readonly KeyPart[] {
  const forms = [form ?? []].flat();
  if (attributes === undefined) return forms.map((each) => ownPart(each, fields));
  if (forms.length !== attributes.length) {
    const counts = `${attributes.length} in the table, but ${forms.length} in the entity`;
    throw badDefinition(`${owner}: number of attributes of the ${role}: ${counts}`);
  }
  return attributes.map((attribute, index) => {
    const part = toPart(attribute, forms[index] ?? '', fields);
    const violation = violationOf(part, attribute);
    if (violation !== undefined) throw badDefinition(`${owner}: ${role} ${attribute.name}: ${violation}`);
    return part;
  });
}

/** Returns the field of a property in a checked definition. */
export function fieldNamed(fields: Fields, name: string): Field {
  const field = fields.get(name);
  assert(field !== undefined, `the definition was checked, but ${name} is not declared`);
  return field;
}

function ownPart(form: string | KeyTemplate<KeyProperties>, fields: Fields): KeyPart {
  const field = fieldNamed(fields, String(form));
  return { kind: 'property', name: field.attributeName, type: keyTypeOf(field), fields: [field] };
}

function toPart({ name, type }: KeyAttribute, form: string | KeyTemplate<KeyProperties>, fields: Fields): KeyPart {
  if (!isKeyTemplate(form)) return { kind: 'property', name, type, fields: [fieldNamed(fields, String(form))] };
  const template = toTextTemplate(form, (property) => fieldNamed(fields, property));
  return { kind: 'template', name, type: 'S', fields: template.slots.map(({ field }) => field), template };
}

/** Returns why an attribute of a shared table cannot hold a part; `undefined` if it can. */
function violationOf(part: KeyPart, { type }: KeyAttribute): string | undefined {
  if (isComposed(part) && part.fields.some(({ role }) => role === 'version')) {
    return 'dynarepo adds to the version';
  }
  if (part.kind === 'template') return type === 'S' ? undefined : `a key template is stored as S, not ${type}`;
  const [field] = part.fields;
  const stored = keyTypeOf(field);
  if (stored === type) return undefined;
  const hint = stored === 'N' ? `: use a key template with padded('${field.name}', digits)` : '';
  return `"${field.name}" is stored as ${stored}, not ${type}${hint}`;
}

function keyTypeOf({ name, codec: { type } }: Field): KeyAttribute['type'] {
  assert(type === 'S' || type === 'N' || type === 'B', `key attribute ${name} has type ${type}`);
  return type;
}
