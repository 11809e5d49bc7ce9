import type { AttributeValue, Item } from '../dynamodb.ts';
import type { Condition, DocumentPath, Operand, Projection, SetValue, Update, UpdateAction } from './tree.ts';

/** A part of an expression that is printed alone. */
export type PrintedNode = Condition | Operand | SetValue | UpdateAction;

/**
 * Prints trees as DynamoDB's expressions and collects the placeholders, which all expressions of one request share.
 *
 * Every name and value becomes a placeholder, so that reserved words and special characters are allowed. Parentheses are
 * printed only where operator precedence requires them.
 */
export class ExpressionPrinter {
  readonly #names: string[] = [];
  readonly #values: Item = {};
  #valueCount = 0;

  /** Prints a condition, a filter or key condition, a clause of an update, or an operand. */
  node(node: PrintedNode): string {
    switch (node.kind) {
      case 'path':
        return this.#path(node);
      case 'value':
        return this.#value(node.value);
      case 'size':
        return `size(${this.node(node.operand)})`;
      case 'comparison':
        return `${this.node(node.left)} ${node.comparator} ${this.node(node.right)}`;
      case 'between':
        return `${this.node(node.operand)} BETWEEN ${this.node(node.lower)} AND ${this.node(node.upper)}`;
      case 'in':
        return `${this.node(node.operand)} IN (${this.#list(node.candidates)})`;
      case 'attribute_exists':
      case 'attribute_not_exists':
        return this.#call(node.kind, node.path);
      case 'attribute_type':
        return this.#call(node.kind, node.operand, node.type);
      case 'begins_with':
        return this.#call(node.kind, node.operand, node.prefix);
      case 'contains':
        return this.#call(node.kind, node.operand, node.element);
      case 'and':
        // `a AND b AND c` parses as `(a AND b) AND c`, so only the right side needs parentheses around another AND.
        return `${this.#enclosed(node.left, 'or')} AND ${this.#enclosed(node.right, 'or', 'and')}`;
      case 'or':
        return `${this.node(node.left)} OR ${this.#enclosed(node.right, 'or')}`;
      case 'not':
        return `NOT ${this.#enclosed(node.condition, 'or', 'and')}`;
      case 'arithmetic':
        return `${this.node(node.left)} ${node.operator} ${this.node(node.right)}`;
      case 'if_not_exists':
        return this.#call(node.kind, node.path, node.otherwise);
      case 'list_append':
        return this.#call(node.kind, node.left, node.right);
      case 'set':
        return `${this.node(node.path)} = ${this.node(node.value)}`;
      case 'remove':
        return this.node(node.path);
      case 'add':
      case 'delete':
        return `${this.node(node.path)} ${this.node(node.value)}`;
      default:
        return node satisfies never;
    }
  }

  /** Prints an update expression, with its actions grouped by section, because each section may occur only once. */
  update({ actions }: Pick<Update, 'actions'>): string {
    return actionKinds
      .flatMap((kind) => {
        const clauses = actions.filter((action) => action.kind === kind);
        return clauses.length === 0 ? [] : `${kind.toUpperCase()} ${this.#list(clauses)}`;
      })
      .join(' ');
  }

  /** Prints a projection expression. */
  projection({ paths }: Pick<Projection, 'paths'>): string {
    return this.#list(paths);
  }

  /** Returns `ExpressionAttributeNames` for everything printed so far; `undefined` if there are no names. */
  names(): Record<string, string> | undefined {
    if (this.#names.length === 0) return undefined;
    const names: Record<string, string> = {};
    for (const name of this.#names) names[this.#name(name)] = name;
    return names;
  }

  /** Returns `ExpressionAttributeValues` for everything printed so far; `undefined` if there are no values. */
  values(): Item | undefined {
    return this.#valueCount === 0 ? undefined : { ...this.#values };
  }

  #enclosed(condition: Condition, ...kinds: readonly Condition['kind'][]): string {
    const text = this.node(condition);
    return kinds.includes(condition.kind) ? `(${text})` : text;
  }

  #call(name: string, ...operands: readonly PrintedNode[]): string {
    return `${name}(${this.#list(operands)})`;
  }

  #list(nodes: readonly PrintedNode[]): string {
    return nodes.map((node) => this.node(node)).join(', ');
  }

  #path({ steps }: DocumentPath): string {
    let text = '';
    for (const step of steps) {
      if (typeof step === 'number') text += `[${step}]`;
      else text += text === '' ? this.#name(step) : `.${this.#name(step)}`;
    }
    return text;
  }

  /** Most requests have few names: to look through them takes less time than a Map. */
  #name(name: string): string {
    const index = this.#names.indexOf(name);
    return `#${index < 0 ? this.#names.push(name) - 1 : index}`;
  }

  #value(value: AttributeValue): string {
    const placeholder = `:${this.#valueCount}`;
    this.#valueCount += 1;
    this.#values[placeholder] = value;
    return placeholder;
  }
}

/** In the order in which their sections of an update expression are printed. */
const actionKinds = ['set', 'remove', 'add', 'delete'] as const;
