import type { Comparator, Condition, Operand, Value } from '../../expressions/tree.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, type ValueLocation } from '../value-location.ts';

/** The comparisons of one operand, whose other sides are values of `codec` or operands themselves. */
export class OperandBuilder<Tree extends Operand = Operand> {
  readonly tree: Tree;
  protected readonly codec: ValueCodec;
  /** How messages name what is compared. */
  protected readonly location: ValueLocation;

  constructor(tree: Tree, codec: ValueCodec, location: ValueLocation) {
    this.tree = tree;
    this.codec = codec;
    this.location = location;
  }

  eq(other: unknown): Condition {
    return this.#compare('=', other);
  }

  ne(other: unknown): Condition {
    return this.#compare('<>', other);
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
    return Object.freeze({ kind: 'between', operand: this.tree, lower: from, upper: to });
  }

  in(...candidates: readonly unknown[]): Condition {
    if (candidates.length === 0)
      throw badInput(this.location, 'is compared with no candidate: in() needs at least one');
    const operands = candidates.map((candidate) => this.#operand(candidate));
    return Object.freeze({ kind: 'in', operand: this.tree, candidates: Object.freeze(operands) });
  }

  #compare(comparator: Comparator, other: unknown): Condition {
    return Object.freeze({ kind: 'comparison', comparator, left: this.tree, right: this.#operand(other) });
  }

  #operand(given: unknown): Operand {
    return given instanceof OperandBuilder ? given.tree : comparedValue(given, this.codec, this.location);
  }
}

/** The node of a value that something is compared with. */
export function comparedValue(given: unknown, codec: ValueCodec, location: ValueLocation): Value {
  const encode = codec.encodeOperand ?? codec.encode;
  const value = encode(given, location);
  if (value === undefined) throw badInput(location, 'is compared with an empty set, which DynamoDB never stores');
  return Object.freeze({ kind: 'value', value });
}
