import { not } from '../../expressions/condition-builders.ts';
import { createdNode } from '../../expressions/created-nodes.ts';
import type { Comparator, Condition, Operand, Value } from '../../expressions/tree.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, type ValueLocation } from '../value-location.ts';

/** The comparisons of one operand with values, which `codec` encodes, or with other operands. */
export class OperandBuilder<Tree extends Operand = Operand> {
  readonly tree: Tree;
  readonly codec: ValueCodec;
  /** The location of the operand, for messages. */
  protected readonly location: ValueLocation;

  constructor(tree: Tree, codec: ValueCodec, location: ValueLocation) {
    this.tree = tree;
    this.codec = codec;
    this.location = location;
  }

  eq(other: unknown): Condition {
    return this.codec.storedForms === undefined ? this.#compare('=', other) : this.in(other);
  }

  ne(other: unknown): Condition {
    return this.codec.storedForms === undefined ? this.#compare('<>', other) : not(this.in(other));
  }

  lt(other: unknown): Condition {
    return this.#compare('<', other);
  }

  lte(other: unknown): Condition {
    return this.#compare('<=', other);
  }

  gt(other: unknown): Condition {
    return this.#compare('>', other);
  }

  gte(other: unknown): Condition {
    return this.#compare('>=', other);
  }

  between(lower: unknown, upper: unknown): Condition {
    const [from, to] = [this.#operand(lower), this.#operand(upper)];
    return createdNode({ kind: 'between', operand: this.tree, lower: from, upper: to });
  }

  in(...candidates: readonly unknown[]): Condition {
    if (candidates.length === 0) throw badInput(this.location, 'needs at least one value in in()');
    const { storedForms = (value: unknown) => [value] } = this.codec;
    const operands = candidates.flatMap(storedForms).map((candidate) => this.#operand(candidate));
    return createdNode({ kind: 'in', operand: this.tree, candidates: Object.freeze(operands) });
  }

  #compare(comparator: Comparator, other: unknown): Condition {
    return createdNode({ kind: 'comparison', comparator, left: this.tree, right: this.#operand(other) });
  }

  #operand(value: unknown): Operand {
    return value instanceof OperandBuilder ? value.tree : operandValue(value, this.codec, this.location);
  }
}

/** Returns the node of a value in a comparison. */
export function operandValue(value: unknown, codec: ValueCodec, location: ValueLocation): Value {
  const encode = codec.encodeOperand ?? codec.encode;
  const encoded = encode(value, location);
  if (encoded === undefined)
    throw badInput(location, 'cannot be compared with an empty set: DynamoDB never stores one');
  return Object.freeze({ kind: 'value', value: encoded });
}
