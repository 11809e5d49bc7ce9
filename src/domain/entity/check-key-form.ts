import { badDefinition } from './check-attributes.ts';
import { checkKeyAttribute, type Declared } from './check-parts.ts';
import { isKeyTemplate, type KeyTemplate, namesOfTemplate } from './keys/key-template.ts';

/** The place of a partition or sort key in a definition. */
export interface KeyFormContext {
  readonly declared: Declared;
  /** Whether the table is defined by `table()`, so that its key attributes have names of their own. */
  readonly isShared: boolean;
  /** Maximum number of attributes. */
  readonly limit: number;
  /** Whether it is a sort key, whose order matters. Default: false. */
  readonly isSort?: boolean;
}

/**
 * Checks a property, an array of properties or a key template, and returns the names of the properties.
 *
 * @param role - the role of the key, for messages, such as `User: sort key`.
 * @throws DynarepoError - `BAD_DEFINITION`: it has another form, or a property is not declared or cannot be part of a key.
 */
export function checkKeyForm(role: string, form: unknown, context: KeyFormContext): readonly string[] {
  if (isKeyTemplate(form)) return checkTemplate(role, form, context);
  const names: readonly unknown[] = Array.isArray(form) && context.limit > 1 ? form : [form];
  if (names.length === 0 || names.length > context.limit) {
    throw badDefinition(`${role} must have 1 to ${context.limit} attributes`);
  }
  return distinctNames(role, names, context.declared);
}

function checkTemplate(
  role: string,
  template: KeyTemplate<readonly string[]>,
  { declared, isShared, isSort = false }: KeyFormContext,
): readonly string[] {
  if (!isShared) {
    throw badDefinition(`${role} is a key template, which needs a table defined by table()`);
  }
  const { texts, forms } = template;
  const names = distinctNames(role, namesOfTemplate(template), declared);
  if (names.length === 0 && texts[0] === '') throw badDefinition(`${role} is empty`);
  for (const [index, name] of names.entries()) {
    const type = declared.get(name)?.codec.type;
    const { width, text } = forms[index] ?? {};
    const isPadded = width !== undefined;
    if (type === 'B') throw badDefinition(`${role}: "${name}" is stored as B: a key template needs S or N`);
    if (isPadded && type !== 'N') throw badDefinition(`${role}: padded("${name}") needs a number, stored as N`);
    if (type === 'N' && (text === 'lower' || text === 'upper')) {
      throw badDefinition(`${role}: "${name}" is a number, which has no ${text} case`);
    }
    if (isSort && type === 'N' && !isPadded && text === undefined) {
      throw badDefinition(`${role}: number "${name}" would sort as text: use padded('${name}', digits)`);
    }
    if (!isPadded && index + 1 < names.length && texts[index + 1] === '') {
      throw badDefinition(`${role}: a key template needs a text between "${name}" and "${names[index + 1]}"`);
    }
  }
  return names;
}

function distinctNames(role: string, names: readonly unknown[], declared: Declared): readonly string[] {
  const checked = names.map((name) => {
    checkKeyAttribute(role, name, declared);
    return String(name);
  });
  const twice = checked.find((name, position) => checked.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${role} has the attribute "${twice}" twice`);
  return checked;
}
