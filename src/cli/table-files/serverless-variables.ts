import { excerpt } from '../../domain/excerpt.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { type Properties, propertiesOf, Unresolved } from './unresolved.ts';

/** Variables inside each other, or that lead to each other; a file has far fewer. */
const depthLimit = 50;

/** An innermost variable, such as `${self:custom.name, 'x'}`; `${AWS::Region}` and `${Table}` are CloudFormation's. */
const variable = /\$\{(?!AWS::)([a-z]\w*(?:\([^(){}]*\))?:[^${}]*|[a-z]\w*\([^(){}]*\)[^${}]*)\}/i;

/**
 * The variables of a `serverless.yml`: `${self:…}`, `${aws:region}` and literals after a comma are resolved; others become
 * `Unresolved`.
 */
export class ServerlessVariables {
  readonly #file: Properties;
  readonly #region: string;

  constructor(file: Properties, region: string) {
    this.#file = file;
    this.#region = region;
  }

  /** Resolves every variable inside a value. */
  resolve(value: unknown, depth = 0): unknown {
    if (depth > depthLimit) return new Unresolved(`a value nested more than ${depthLimit} levels deep`);
    if (typeof value === 'string') return this.#resolveText(value, depth);
    if (Array.isArray(value)) return value.map((element) => this.resolve(element, depth + 1));
    if (typeof value !== 'object' || value === null || value instanceof Unresolved) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.resolve(each, depth + 1)]));
  }

  #resolveText(text: string, depth: number): unknown {
    let resolved = text;
    for (let count = 0; count <= depthLimit; count += 1) {
      const [whole, content] = variable.exec(resolved) ?? [];
      if (whole === undefined || content === undefined) return resolved;
      const value = this.#valueOf(content, depth);
      if (value === undefined || value instanceof Unresolved) return value ?? new Unresolved(excerpt(whole));
      if (whole === resolved) return value;
      if (typeof value === 'object') return new Unresolved(excerpt(whole));
      resolved = resolved.replace(whole, () => String(value));
    }
    return new Unresolved(`${excerpt(text)}, which refers to itself`);
  }

  /** Returns the first of a variable's values that is known; `undefined` if none is. */
  #valueOf(content: string, depth: number): unknown {
    let unresolved: unknown;
    for (const source of content.split(',').map((part) => part.trim())) {
      const value = this.#sourceValue(source, depth);
      if (value instanceof Unresolved) unresolved ??= value;
      else if (value !== undefined) return value;
    }
    return unresolved;
  }

  #sourceValue(source: string, depth: number): unknown {
    const literal = /^(?:'([^']*)'|"([^"]*)"|(true|false|-?\d+(?:\.\d+)?))$/.exec(source);
    if (literal !== null) return literal.slice(1).find((text) => text !== undefined);
    if (source === 'aws:region') return this.#region;
    if (!source.startsWith('self:')) return undefined;
    const path = source.slice('self:'.length).split('.');
    const found = path.reduce<unknown>((value, name) => ownProperty(propertiesOf(value), name), this.#file);
    return this.resolve(found, depth + 1);
  }
}
