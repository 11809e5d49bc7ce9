import { excerpt } from '../../domain/excerpt.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { UsageError } from '../usage-error.ts';
import { functionNameOf, intrinsicFunctions, type References } from './intrinsic-functions.ts';
import { elementsOf, type Properties, propertiesOf, Unresolved } from './unresolved.ts';

/** Values that a template takes from outside. */
export interface TemplateContext {
  /** The value of `AWS::Region`. */
  readonly region: string;
  /** Values of parameters, by name; they win over defaults and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The account id of the emulator. */
const accountId = '000000000000';
/** Objects and lists inside each other; a template has far fewer. */
const depthLimit = 200;

/** Types of tables; a `Ref` to one is the table's name. */
const tableTypes: ReadonlySet<unknown> = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Serverless::SimpleTable',
]);

/** A template of CloudFormation, whose functions are resolved without AWS as far as that is possible. */
export class Template implements References {
  readonly #template: Properties;
  readonly #context: TemplateContext;
  /** Names that are being resolved, to detect cycles. */
  readonly #active = new Set<string>();
  #depth = 0;

  constructor(template: Properties, context: TemplateContext) {
    this.#template = template;
    this.#context = context;
  }

  /** The names of its parameters. */
  get parameterNames(): readonly string[] {
    return Object.keys(this.#section('Parameters'));
  }

  /** Returns the tables whose condition is met: type, properties and name by logical id. */
  *tables(): Generator<{ logicalId: string; type: string; properties: Properties }> {
    for (const [logicalId, resource] of Object.entries(this.#section('Resources'))) {
      if (logicalId.startsWith('Fn::ForEach')) checkLoop(logicalId, resource);
      const { Type, Condition, Properties: properties } = propertiesOf(resource);
      if (!tableTypes.has(Type)) continue;
      const isMet = Condition === undefined || this.condition(String(Condition));
      if (isMet instanceof Unresolved) {
        throw new UsageError(
          `resource ${logicalId}: its condition has ${excerpt(isMet.source)}, which cannot be resolved locally`,
        );
      }
      if (isMet) yield { logicalId, type: String(Type), properties: propertiesOf(this.resolve(properties)) };
    }
  }

  /** Resolves every function inside a value. What only AWS knows becomes `Unresolved`, `AWS::NoValue` is left out. */
  resolve = (value: unknown): unknown => {
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new UsageError(`the template is nested more than ${depthLimit} levels deep`);
    try {
      return this.#resolve(value);
    } finally {
      this.#depth -= 1;
    }
  };

  ref(name: string): unknown {
    const given = this.#context.parameters.get(name);
    const parameter = ownProperty(this.#section('Parameters'), name);
    if (parameter !== undefined) return parameterValue(name, propertiesOf(parameter), given);
    if (given !== undefined && name.startsWith('AWS::')) return given;
    if (pseudoParameters.has(name)) return pseudoParameters.get(name)?.(this.#context.region);
    if (name.startsWith('AWS::')) return new Unresolved(`Ref ${name} (set it with --parameter ${name}=VALUE)`);
    const { Type, Properties: properties } = propertiesOf(ownProperty(this.#section('Resources'), name));
    if (!tableTypes.has(Type)) return new Unresolved(`Ref ${name}`);
    return this.#once(`Ref ${name}`, () => this.resolve(propertiesOf(properties).TableName) ?? name);
  }

  attribute(resource: string, attribute: string): unknown {
    const { Type } = propertiesOf(ownProperty(this.#section('Resources'), resource));
    if (!tableTypes.has(Type) || attribute !== 'Arn') return new Unresolved(`Fn::GetAtt ${resource}.${attribute}`);
    const name = this.ref(resource);
    if (name instanceof Unresolved) return name;
    return `arn:aws:dynamodb:${this.#context.region}:${accountId}:table/${String(name)}`;
  }

  mapped(mapping: string, [first, second]: readonly [string, string]): unknown {
    const found = propertiesOf(ownProperty(this.#section('Mappings'), mapping));
    return ownProperty(propertiesOf(ownProperty(found, first)), second);
  }

  condition(name: string): boolean | Unresolved {
    const expression = ownProperty(this.#section('Conditions'), name);
    if (expression === undefined) return new Unresolved(`the unknown condition ${name}`);
    const value = this.#once(`condition ${name}`, () => this.resolve(this.#withConditions(expression)));
    if (typeof value === 'boolean') return value;
    return value instanceof Unresolved ? value : new Unresolved(`the condition ${name}`);
  }

  #resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      const [reference] = /\{\{resolve:[^}]*\}\}/.exec(value) ?? [];
      return reference === undefined ? value : new Unresolved(reference);
    }
    if (Array.isArray(value)) return value.map(this.resolve).filter((element) => element !== undefined);
    if (typeof value !== 'object' || value === null || value instanceof Unresolved) return value;
    const name = functionNameOf(value);
    if (name !== undefined) {
      const run = ownProperty(intrinsicFunctions, name);
      return run === undefined ? new Unresolved(name) : run(Reflect.get(value, name), this);
    }
    const members = Object.entries(value).map(([member, each]) => [member, this.resolve(each)] as const);
    return Object.fromEntries(members.filter(([, each]) => each !== undefined));
  }

  /** Replaces `{ Condition: name }`, which means a condition inside of conditions only, by its value. */
  #withConditions(expression: unknown): unknown {
    const { Condition, ...others } = propertiesOf(expression);
    if (typeof Condition === 'string' && Object.keys(others).length === 0) return this.condition(Condition);
    const name = functionNameOf(propertiesOf(expression));
    if (name === undefined) return expression;
    const argument = propertiesOf(expression)[name];
    if (!Array.isArray(argument)) return expression;
    return { [name]: elementsOf(argument).map((element) => this.#withConditions(element)) };
  }

  /** Resolves a name unless it is being resolved already. */
  #once(name: string, resolve: () => unknown): unknown {
    if (this.#active.has(name)) return new Unresolved(`${name}, which refers to itself`);
    this.#active.add(name);
    try {
      return resolve();
    } finally {
      this.#active.delete(name);
    }
  }

  #section(name: 'Conditions' | 'Mappings' | 'Parameters' | 'Resources'): Properties {
    return propertiesOf(this.#template[name]);
  }
}

/** Rejects a loop that creates tables; loops over other resources don't matter. */
function checkLoop(loop: string, body: unknown): void {
  const text = JSON.stringify(body);
  if (![...tableTypes].some((type) => text.includes(String(type)))) return;
  const hint = 'use the template after its transforms: aws cloudformation get-template --template-stage Processed';
  throw new UsageError(`${excerpt(loop)} has tables and cannot be resolved locally; ${hint}`);
}

/** Pseudo parameters with a value that does not depend on a stack. */
const pseudoParameters = new Map<string, (region: string) => string | undefined>([
  ['AWS::AccountId', () => accountId],
  ['AWS::NoValue', () => undefined],
  ['AWS::Partition', () => 'aws'],
  ['AWS::Region', (region) => region],
  ['AWS::URLSuffix', () => 'amazonaws.com'],
]);

/** The default of a parameter of Systems Manager is the name of a value there, not the value. */
function parameterValue(name: string, { Type, Default }: Properties, given: string | undefined): unknown {
  const hasLocalDefault = Default !== undefined && !String(Type).startsWith('AWS::SSM::');
  const value = given ?? (hasLocalDefault ? Default : undefined);
  if (value === undefined) return new Unresolved(`Ref ${name} (set it with --parameter ${name}=VALUE)`);
  const isList = Type === 'CommaDelimitedList' || /^(AWS::SSM::Parameter::Value<)?List</.test(String(Type));
  return isList && typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value;
}
