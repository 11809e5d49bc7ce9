import type { AttributeValue, Item } from '../dynamodb.ts';
import type { Condition, DocumentPath, Operand, Projection, SetValue, Update, UpdateAction } from './tree.ts';

/**
 * Prints trees as DynamoDB's expressions and collects the placeholders, which all expressions of one request share.
 *
 * Every name and value becomes a placeholder, so that reserved words and special characters are allowed. Parentheses are
 * printed only where operator precedence requires them.
 */
export class ExpressionPrinter {
  readonly #placeholders = new Map<string, string>();
  readonly #values: Item = {};
  #valueCount = 0;

  /** Prints a condition, filter or key condition expression. */
  condition(condition: Condition): string {
    switch (condition.kind) {
      case 'comparison':
        return `${this.#operand(condition.left)} ${condition.comparator} ${this.#operand(condition.right)}`;
      case 'between': {
        const { operand, lower, upper } = condition;
        return `${this.#operand(operand)} BETWEEN ${this.#operand(lower)} AND ${this.#operand(upper)}`;
      }
      case 'in':
        return `${this.#operand(condition.operand)} IN (${this.#operands(condition.candidates)})`;
      case 'attribute_exists':
      case 'attribute_not_exists':
        return `${condition.kind}(${this.#path(condition.path)})`;
      case 'attribute_type':
        return `attribute_type(${this.#operands([condition.operand, condition.type])})`;
      case 'begins_with':
        return `begins_with(${this.#operands([condition.operand, condition.prefix])})`;
      case 'contains':
        return `contains(${this.#operands([condition.operand, condition.element])})`;
      case 'and':
        // `a AND b AND c` parses as `(a AND b) AND c`, so only the right side needs parentheses around another AND.
        return `${this.#enclosed(condition.left, ['or'])} AND ${this.#enclosed(condition.right, ['or', 'and'])}`;
      case 'or':
        return `${this.condition(condition.left)} OR ${this.#enclosed(condition.right, ['or'])}`;
      case 'not':
        return `NOT ${this.#enclosed(condition.condition, ['or', 'and'])}`;
      default:
        return condition satisfies never;
    }
  }

  /** Prints an update expression, with its actions grouped by section, because each section may occur only once. */
  update({ actions }: Update): string {
    return sections
      .map(({ keyword, kind }) => {
        const clauses = actions.filter((action) => action.kind === kind).map((action) => this.#action(action));
        return clauses.length === 0 ? '' : `${keyword} ${clauses.join(', ')}`;
      })
      .filter((section) => section !== '')
      .join(' ');
  }

  /** Prints a projection expression. */
  projection({ paths }: Projection): string {
    return this.#operands(paths);
  }

  /** Prints an operand of a condition or an update. */
  operand(operand: Operand | SetValue): string {
    return operand.kind === 'size' ? this.#operand(operand) : this.#setValue(operand);
  }

  /** Returns `ExpressionAttributeNames` for everything printed so far; `undefined` if there are no names. */
  names(): Record<string, string> | undefined {
    if (this.#placeholders.size === 0) return undefined;
    const names: Record<string, string> = {};
    for (const [name, placeholder] of this.#placeholders) names[placeholder] = name;
    return names;
  }

  /** Returns `ExpressionAttributeValues` for everything printed so far; `undefined` if there are no values. */
  values(): Item | undefined {
    return this.#valueCount === 0 ? undefined : { ...this.#values };
  }

  #enclosed(condition: Condition, kinds: readonly Condition['kind'][]): string {
    const text = this.condition(condition);
    return kinds.includes(condition.kind) ? `(${text})` : text;
  }

  #action(action: UpdateAction): string {
    const path = this.#path(action.path);
    switch (action.kind) {
      case 'set':
        return `${path} = ${this.#setValue(action.value)}`;
      case 'remove':
        return path;
      case 'add':
      case 'delete':
        return `${path} ${this.#value(action.value.value)}`;
      default:
        return action satisfies never;
    }
  }

  #setValue(value: SetValue): string {
    switch (value.kind) {
      case 'path':
        return this.#path(value);
      case 'value':
        return this.#value(value.value);
      case 'arithmetic':
        return `${this.#setValue(value.left)} ${value.operator} ${this.#setValue(value.right)}`;
      case 'if_not_exists':
        return `if_not_exists(${this.#path(value.path)}, ${this.#setValue(value.otherwise)})`;
      case 'list_append':
        return `list_append(${this.#setValue(value.left)}, ${this.#setValue(value.right)})`;
      default:
        return value satisfies never;
    }
  }

  #operands(operands: readonly Operand[]): string {
    return operands.map((operand) => this.#operand(operand)).join(', ');
  }

  #operand(operand: Operand): string {
    switch (operand.kind) {
      case 'path':
        return this.#path(operand);
      case 'value':
        return this.#value(operand.value);
      case 'size':
        return `size(${this.#operand(operand.operand)})`;
      default:
        return operand satisfies never;
    }
  }

  #path({ steps }: DocumentPath): string {
    return steps.map((step, index) => this.#step(step, index === 0)).join('');
  }

  #step(step: string | number, isFirst: boolean): string {
    if (typeof step === 'number') return `[${step}]`;
    let placeholder = this.#placeholders.get(step);
    if (placeholder === undefined) {
      placeholder = `#${this.#placeholders.size}`;
      this.#placeholders.set(step, placeholder);
    }
    return isFirst ? placeholder : `.${placeholder}`;
  }

  #value(value: AttributeValue): string {
    const placeholder = `:${this.#valueCount}`;
    this.#valueCount += 1;
    this.#values[placeholder] = value;
    return placeholder;
  }
}

const sections: readonly { readonly keyword: string; readonly kind: UpdateAction['kind'] }[] = [
  { keyword: 'SET', kind: 'set' },
  { keyword: 'REMOVE', kind: 'remove' },
  { keyword: 'ADD', kind: 'add' },
  { keyword: 'DELETE', kind: 'delete' },
];
