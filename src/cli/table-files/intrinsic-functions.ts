import { findUnresolved, Unresolved } from './unresolved.ts';

/** What the functions of a template refer to. */
export interface References {
  /** Resolves every function inside a value. */
  resolve(value: unknown): unknown;
  /** The value of a parameter, a pseudo parameter or a resource. */
  ref(name: string): unknown;
  /** An attribute of a resource. */
  attribute(resource: string, attribute: string): unknown;
  /** A value of a mapping; `undefined` if there is none. */
  mapped(mapping: string, keys: readonly [string, string]): unknown;
  /** Whether a condition is met. */
  condition(name: string): boolean | Unresolved;
}

/** Returns the value of a function for its unresolved argument; `undefined` is `AWS::NoValue`. */
type IntrinsicFunction = (argument: unknown, references: References) => unknown;

/**
 * CloudFormation's functions that can be resolved without AWS. Functions that the list lacks are unresolved.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (name, references) => (typeof name === 'string' ? references.ref(name) : invalid('Ref')),
  'Fn::GetAtt': (argument, references) => {
    const [resource, ...attribute] = typeof argument === 'string' ? argument.split('.') : textsOf(argument);
    return references.attribute(resource ?? '', attribute.join('.'));
  },
  'Fn::Sub': substitute,
  'Fn::Join': withArguments('Fn::Join', ([delimiter, list]) =>
    typeof delimiter === 'string' && Array.isArray(list) ? list.map(String).join(delimiter) : undefined,
  ),
  'Fn::Split': withArguments('Fn::Split', ([delimiter, text]) =>
    typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : undefined,
  ),
  'Fn::Select': withArguments('Fn::Select', ([index, list]) =>
    Array.isArray(list) ? list.at(Number(index)) : undefined,
  ),
  'Fn::FindInMap': (argument, references) => {
    const [mapping, first, second, options] = Array.isArray(argument) ? argument.map(references.resolve) : [];
    const unresolved = findUnresolved([mapping, first, second]);
    if (unresolved !== undefined) return new Unresolved(unresolved.source);
    const found = references.mapped(String(mapping), [String(first), String(second)]);
    if (found !== undefined) return found;
    return (
      Reflect.get(Object(options), 'DefaultValue') ?? new Unresolved(`Fn::FindInMap ${mapping}.${first}.${second}`)
    );
  },
  'Fn::If': (argument, references) => {
    if (!Array.isArray(argument) || argument.length !== 3) return invalid('Fn::If');
    const [name, whenTrue, whenFalse]: unknown[] = argument;
    const isMet = references.condition(String(name));
    return isMet instanceof Unresolved ? isMet : references.resolve(isMet ? whenTrue : whenFalse);
  },
  'Fn::Base64': withArguments('Fn::Base64', ([text]) => Buffer.from(String(text)).toString('base64')),
  'Fn::Length': withArguments('Fn::Length', ([list]) => (Array.isArray(list) ? list.length : undefined)),
  'Fn::ToJsonString': withArguments('Fn::ToJsonString', ([value]) => JSON.stringify(value)),
  'Fn::Equals': withArguments('Fn::Equals', ([left, right]) => String(left) === String(right)),
  'Fn::Not': withArguments('Fn::Not', ([value]) => (typeof value === 'boolean' ? !value : undefined)),
  'Fn::And': (argument, references) => combine(references.resolve(argument), false),
  'Fn::Or': (argument, references) => combine(references.resolve(argument), true),
};

/** Returns the name of the function that an object calls; `undefined` if it is an ordinary object. */
export function functionNameOf(members: object): string | undefined {
  const [name, ...others] = Object.keys(members);
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? name : undefined;
}

/** A function of resolved arguments; a single argument may stand without its list. */
function withArguments(name: string, run: (values: readonly unknown[]) => unknown): IntrinsicFunction {
  const takesOne = ['Fn::Base64', 'Fn::Length', 'Fn::ToJsonString'].includes(name);
  return (argument, references) => {
    const resolved = references.resolve(argument);
    const unresolved = findUnresolved(resolved);
    if (unresolved !== undefined) return new Unresolved(unresolved.source);
    const values: readonly unknown[] = takesOne || !Array.isArray(resolved) ? [resolved] : resolved;
    return run(values) ?? invalid(name);
  };
}

/** `Fn::And` or `Fn::Or`: one value that equals `decisive` decides, even if others are unresolved. */
function combine(values: unknown, decisive: boolean): unknown {
  if (!Array.isArray(values)) return invalid(decisive ? 'Fn::Or' : 'Fn::And');
  if (values.includes(decisive)) return decisive;
  const unresolved = findUnresolved(values);
  return unresolved === undefined ? !decisive : new Unresolved(unresolved.source);
}

/** `Fn::Sub`: a text with `${Name}`, `${Resource.Attribute}` and `${!literal}`, or a list of it and values by name. */
function substitute(argument: unknown, references: References): unknown {
  const [text, given]: unknown[] = Array.isArray(argument) ? argument : [argument];
  if (text instanceof Unresolved) return text;
  if (typeof text !== 'string') return invalid('Fn::Sub');
  const values = new Map<string, unknown>(Object.entries(Object(references.resolve(given ?? {}))));
  let unresolved: string | undefined;
  const substituted = text.replace(/\$\{([^{}]*)\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = values.has(name) ? values.get(name) : referenceOf(name.trim(), references);
    unresolved ??= findUnresolved([value])?.source;
    return String(value ?? whole);
  });
  return unresolved === undefined ? substituted : new Unresolved(unresolved);
}

function referenceOf(name: string, references: References): unknown {
  const dot = name.indexOf('.');
  return dot < 0 ? references.ref(name) : references.attribute(name.slice(0, dot), name.slice(dot + 1));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function invalid(name: string): Unresolved {
  return new Unresolved(`${name} with invalid arguments`);
}
