import type { AttributeValue } from 'dynarepo';
import fc from 'fast-check';
import { ExpressionPrinter } from '../../../src/domain/expressions/print.ts';
import type {
  Condition,
  DocumentPath,
  Operand,
  PathStep,
  SetOperand,
  SetValue,
  Update,
  UpdateAction,
  Value,
} from '../../../src/domain/expressions/tree.ts';
import { conditions, projections, updates } from '../../property/arbitraries/expressions.ts';
import type { Chance } from './chance.ts';
import type { Values } from './values.ts';

/**
 * Generates the expressions of a history: mostly with attributes and values that items have, some of every form of the
 * grammar, and some with operands of the wrong type.
 */
export class Expressions {
  readonly #chance: Chance;
  readonly #values: Values;
  readonly #sampled: {
    readonly conditions: readonly Condition[];
    readonly updates: readonly Update[];
    readonly projections: readonly { readonly paths: readonly DocumentPath[] }[];
  };

  constructor(chance: Chance, values: Values, seed: number) {
    this.#chance = chance;
    this.#values = values;
    const parameters = { seed, numRuns: 8 };
    this.#sampled = {
      conditions: fc.sample(conditions, parameters),
      updates: fc.sample(updates, parameters),
      projections: fc.sample(projections, parameters),
    };
  }

  condition(depth = 0): Condition {
    const inner = () => this.condition(depth + 1);
    const nesting = depth > 2 ? 0 : 2;
    return this.#chance.weighted<Condition>([
      [1, () => this.#chance.of(this.#sampled.conditions)],
      [nesting, () => ({ kind: this.#chance.one('and', 'or'), left: inner(), right: inner() })],
      [nesting / 2, () => ({ kind: 'not', condition: inner() })],
      [5, () => this.#comparison()],
      [1, () => this.#between()],
      [1, () => this.#in()],
      [2, () => ({ kind: this.#chance.one('attribute_exists', 'attribute_not_exists'), path: this.path() })],
      [1, () => ({ kind: 'attribute_type', operand: this.#operand(), type: this.#typeName() })],
      [3, () => this.#beginsWith()],
      [2, () => this.#contains()],
    ]);
  }

  update(): Update {
    if (this.#chance.happens(0.12)) return this.#chance.of(this.#sampled.updates);
    return {
      kind: 'update',
      actions: this.#chance.times(this.#chance.one(1, 1, 1, 2, 2, 3, 5), () => this.#action()),
    };
  }

  projection(): { readonly kind: 'projection'; readonly paths: readonly DocumentPath[] } {
    const paths = this.#chance.happens(0.15)
      ? this.#chance.of(this.#sampled.projections).paths
      : this.#chance.times(this.#chance.one(1, 2, 3, 4), () => this.path());
    return { kind: 'projection', paths };
  }

  /** Returns a path to an attribute or into a map or list. */
  path(): DocumentPath {
    const steps = this.#chance.weighted<PathStep[]>([
      [60, () => [this.#values.name()]],
      [12, () => ['m', this.#chance.one('x', 'y', 'l', 'm')]],
      [5, () => ['m', 'm', this.#chance.one('x', 'y')]],
      [12, () => ['l', this.#chance.one(0, 0, 1, 2, 5)]],
      [5, () => ['m', 'l', this.#chance.one(0, 1)]],
      [4, () => ['l', this.#chance.one(0, 1), this.#chance.one<PathStep>('x', 0)]],
      [2, () => [this.#values.name(), this.#chance.one<PathStep>('x', 0, 1)]],
      [1, () => [this.#chance.one('pk', 'sk', 'g1', 'g2', 'l1', 's'), ...this.#chance.one([], [], ['x'])]],
    ]);
    return { kind: 'path', steps };
  }

  #comparison(): Condition {
    const left = this.#operand();
    const comparator = this.#chance.one('=', '=', '<>', '<', '<=', '>', '>=');
    const right = this.#partner(left);
    return this.#chance.happens(0.9)
      ? { kind: 'comparison', comparator, left, right }
      : { kind: 'comparison', comparator, left: right, right: left };
  }

  #between(): Condition {
    const operand = this.#operand();
    return { kind: 'between', operand, lower: this.#partner(operand), upper: this.#partner(operand) };
  }

  #in(): Condition {
    const operand = this.#operand();
    return {
      kind: 'in',
      operand,
      candidates: this.#chance.times(this.#chance.whole(1, 4), () => this.#partner(operand)),
    };
  }

  #beginsWith(): Condition {
    const prefix = this.#chance.weighted<Operand>([
      [8, () => value({ S: this.#chance.one('a', 'b', 'b', 'ab', '') })],
      [2, () => value(this.#values.ofType(this.#chance.one('S', 'B')))],
      [1, () => this.#operand()],
    ]);
    return { kind: 'begins_with', operand: this.#textual(), prefix };
  }

  #contains(): Condition {
    const operand = this.#chance.happens(0.5) ? named(this.#chance.one('s', 'ss', 'ns', 'bs', 'l')) : this.path();
    const [type] = [...String(operand.steps[0]).toUpperCase()];
    const member = this.#chance.happens(0.6) && (type === 'S' || type === 'N' || type === 'B') ? type : undefined;
    const element: Operand =
      member === undefined ? this.#operand() : { kind: 'value', value: this.#values.ofType(member) };
    return { kind: 'contains', operand, element };
  }

  /** Returns a path that mostly leads to a string. */
  #textual(): DocumentPath {
    return this.#chance.happens(0.6) ? named(this.#chance.one('s', 's', 'pk', 'pk', 'sk')) : this.path();
  }

  #typeName(): Value {
    const name = this.#chance.one('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M', 'X');
    return { kind: 'value', value: { S: name } };
  }

  #operand(): Operand {
    return this.#chance.weighted<Operand>([
      [70, () => this.path()],
      [8, () => ({ kind: 'size', operand: this.path() })],
      [1, () => ({ kind: 'size', operand: { kind: 'value', value: this.#values.any() } })],
      [6, () => ({ kind: 'value', value: this.#values.any() })],
    ]);
  }

  /** Returns a second operand for an operand: mostly a value of its usual type. */
  #partner(operand: Operand): Operand {
    if (this.#chance.happens(0.12)) return this.#operand();
    if (operand.kind === 'size') return { kind: 'value', value: { N: this.#chance.one('0', '1', '2', '3') } };
    return { kind: 'value', value: operand.kind === 'path' ? this.#valueAt(operand) : this.#values.any() };
  }

  #valueAt({ steps }: DocumentPath): AttributeValue {
    return this.#values.ofName(String(steps.at(-1)));
  }

  #action(): UpdateAction {
    const path = this.path();
    const set = this.#values.ofType(this.#chance.one('SS', 'NS', 'BS'));
    return this.#chance.weighted<UpdateAction>([
      [6, () => ({ kind: 'set', path, value: this.#setValue(path) })],
      [2, () => ({ kind: 'remove', path })],
      [1, () => ({ kind: 'add', path: this.#chance.happens(0.7) ? named('n') : path, value: this.#number() })],
      [1, () => ({ kind: this.#chance.one('add', 'delete'), path: this.#setPath(set, path), value: value(set) })],
      [0.1, () => ({ kind: this.#chance.one('add', 'delete'), path, value: value(this.#values.any()) })],
    ]);
  }

  #setPath(set: AttributeValue, other: DocumentPath): DocumentPath {
    const [type = 'SS'] = Object.keys(set);
    return this.#chance.happens(0.8) ? named(type.toLowerCase()) : other;
  }

  #setValue(path: DocumentPath): SetValue {
    const literal = (): SetOperand => value(this.#valueAt(path));
    const stored = (): SetOperand => this.path();
    const fallback = (otherwise: SetOperand): SetOperand => ({
      kind: 'if_not_exists',
      path: this.#chance.happens(0.6) ? path : this.path(),
      otherwise,
    });
    const number = () =>
      this.#chance.one<SetOperand>(this.#number(), this.#number(), named('n'), fallback(this.#number()));
    const list = () => this.#chance.one<SetOperand>(value(this.#values.list()), named('l'), fallback(value({ L: [] })));
    return this.#chance.weighted<SetValue>([
      [8, literal],
      [1, stored],
      [2, () => fallback(this.#chance.happens(0.9) ? literal() : stored())],
      [2, () => ({ kind: 'arithmetic', operator: this.#chance.one('+', '-'), left: number(), right: number() })],
      [1, () => ({ kind: 'list_append', left: list(), right: list() })],
      [0.1, () => ({ kind: 'arithmetic', operator: '+', left: literal(), right: stored() })],
    ]);
  }

  #number(): Value {
    return value(this.#values.ofType('N'));
  }
}

/** The expressions of a request and their shared placeholders. */
export interface PrintedExpressions {
  readonly [member: string]: unknown;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}

/** Expression trees by request member. */
export interface ExpressionTrees {
  readonly ConditionExpression?: Condition | undefined;
  readonly FilterExpression?: Condition | undefined;
  readonly KeyConditionExpression?: Condition | undefined;
  readonly UpdateExpression?: Update | undefined;
  readonly ProjectionExpression?: { readonly kind: 'projection'; readonly paths: readonly DocumentPath[] } | undefined;
}

/** Prints trees; some attribute names are printed without a placeholder, reserved words among them. */
export function printExpressions(chance: Chance, trees: ExpressionTrees): PrintedExpressions {
  const printer = new ExpressionPrinter();
  const texts = Object.entries(trees).map(([member, tree]) => [member, tree && printTree(printer, tree)] as const);
  const names = printer.names() ?? {};
  const bare = Object.keys(names).filter((each) => mayOmitPlaceholder(chance, names[each] ?? ''));
  const kept = Object.entries(names).filter(([placeholder]) => !bare.includes(placeholder));
  const values = printer.values();
  return {
    ...Object.fromEntries(
      texts
        .filter(([, text]) => text !== undefined)
        .map(([member, text = '']) => [
          member,
          text.replace(/#\d+/g, (placeholder: string) =>
            bare.includes(placeholder) ? (names[placeholder] ?? '') : placeholder,
          ),
        ]),
    ),
    ...(kept.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(kept) }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  };
}

function printTree(printer: ExpressionPrinter, tree: NonNullable<ExpressionTrees[keyof ExpressionTrees]>): string {
  switch (tree.kind) {
    case 'update':
      return printer.update(tree);
    case 'projection':
      return printer.projection(tree);
    default:
      return printer.node(tree);
  }
}

/** Returns whether a name is printed without a placeholder: rarely for reserved words, because they are rejected. */
function mayOmitPlaceholder(chance: Chance, name: string): boolean {
  if (!/^[a-z][a-z0-9]*$/i.test(name)) return false;
  return chance.happens(/^(?:status|size|constructor|t|z)$/.test(name) ? 0.03 : 0.5);
}

function named(name: string): DocumentPath {
  return { kind: 'path', steps: [name] };
}

function value(attributeValue: AttributeValue): Value {
  return { kind: 'value', value: attributeValue };
}
