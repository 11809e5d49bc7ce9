import { isRecord } from '../../domain/is-record.ts';

/** A value of a template that is known in AWS only, such as an export of another stack. */
export class Unresolved {
  /** What cannot be resolved, such as `Fn::ImportValue`. */
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Members of an object in a file, by name. */
export type Properties = Readonly<Record<string, unknown>>;

/** Returns a value if it is an object with members, otherwise `{}`. */
export function propertiesOf(value: unknown): Properties {
  return isRecord(value) && !(value instanceof Unresolved) ? value : {};
}

/** Returns the elements of a list, otherwise `[]`. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The first unresolved value inside a value, with its path, such as `KeySchema[0].AttributeName`. */
export function findUnresolved(value: unknown, path = ''): { path: string; source: string } | undefined {
  if (value instanceof Unresolved) return { path, source: value.source };
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      const found = findUnresolved(element, `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const [name, member] of Object.entries(propertiesOf(value))) {
    const found = findUnresolved(member, path === '' ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
