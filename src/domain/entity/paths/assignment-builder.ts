import type { SetOperand, SetValue } from '../../expressions/tree.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, type ValueLocation } from '../value-location.ts';
import { OperandBuilder } from './operand-builder.ts';

/** What a `set` computes, which may be computed with once more. */
export class AssignmentBuilder {
  readonly tree: SetValue;
  readonly #codec: ValueCodec;
  readonly #location: ValueLocation;

  constructor(tree: SetValue, codec: ValueCodec, location: ValueLocation) {
    this.tree = tree;
    this.#codec = codec;
    this.#location = location;
  }

  plus(addend: unknown): AssignmentBuilder {
    return this.#arithmetic('+', addend);
  }

  minus(subtrahend: unknown): AssignmentBuilder {
    return this.#arithmetic('-', subtrahend);
  }

  append(...elements: readonly unknown[]): AssignmentBuilder {
    this.#checkList();
    return this.#computed({ kind: 'list_append', left: this.#operand(this), right: this.#operand(elements) });
  }

  prepend(...elements: readonly unknown[]): AssignmentBuilder {
    this.#checkList();
    return this.#computed({ kind: 'list_append', left: this.#operand(elements), right: this.#operand(this) });
  }

  #arithmetic(operator: '+' | '-', given: unknown): AssignmentBuilder {
    if (this.#codec.type !== 'N') throw badInput(this.#location, 'is no number: it has no sums and differences');
    const [left, right] = [this.#operand(this), this.#operand(given)];
    return this.#computed({ kind: 'arithmetic', operator, left, right });
  }

  #checkList(): void {
    if (this.#codec.type !== 'L') throw badInput(this.#location, 'is no list: nothing can be appended');
  }

  #computed(tree: SetValue): AssignmentBuilder {
    return new AssignmentBuilder(Object.freeze(tree), this.#codec, this.#location);
  }

  #operand(given: unknown): SetOperand {
    return assignedOperand(given, this.#codec, this.#location);
  }
}

/** The tree of what may stand on the right side of `SET path = …`, where arithmetic may not. */
export function assignedOperand(given: unknown, codec: ValueCodec, location: ValueLocation): SetOperand {
  const tree = assignedTree(given, codec, location);
  if (tree.kind !== 'arithmetic') return tree;
  throw badInput(location, 'is computed with two operators, of which DynamoDB takes one an assignment');
}

/** The tree of what is given to be assigned: a path, something computed, or a value. */
export function assignedTree(given: unknown, codec: ValueCodec, location: ValueLocation): SetValue {
  if (given instanceof AssignmentBuilder) return given.tree;
  if (given instanceof OperandBuilder) return pathTree(given, location);
  const value = codec.encode(given, location);
  if (value === undefined) throw badInput(location, 'is computed with an empty set, which DynamoDB cannot store');
  return Object.freeze({ kind: 'value', value });
}

function pathTree({ tree }: OperandBuilder, location: ValueLocation): SetOperand {
  if (tree.kind === 'size') throw badInput(location, 'cannot be set to a size: DynamoDB has sizes in conditions alone');
  return tree;
}
