import { createdNode } from '../../expressions/created-nodes.ts';
import type { SetOperand, SetValue } from '../../expressions/tree.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, type ValueLocation } from '../value-location.ts';
import { OperandBuilder } from './operand-builder.ts';

/** The right side of a `set`, with methods to compute with it. */
export class AssignmentBuilder {
  readonly tree: SetValue;
  readonly codec: ValueCodec;
  readonly #location: ValueLocation;

  constructor(tree: SetValue, codec: ValueCodec, location: ValueLocation) {
    this.tree = tree;
    this.codec = codec;
    this.#location = location;
  }

  plus(addend: unknown): AssignmentBuilder {
    return this.#arithmetic('+', this, addend);
  }

  minus(subtrahend: unknown): AssignmentBuilder {
    return this.#arithmetic('-', this, subtrahend);
  }

  subtractedFrom(minuend: unknown): AssignmentBuilder {
    return this.#arithmetic('-', minuend, this);
  }

  append(...elements: readonly unknown[]): AssignmentBuilder {
    this.#checkList();
    return this.#computed({ kind: 'list_append', left: this.#operand(this), right: this.#operand(elements) });
  }

  prepend(...elements: readonly unknown[]): AssignmentBuilder {
    this.#checkList();
    return this.#computed({ kind: 'list_append', left: this.#operand(elements), right: this.#operand(this) });
  }

  #arithmetic(operator: '+' | '-', left: unknown, right: unknown): AssignmentBuilder {
    if (this.codec.type !== 'N') throw badInput(this.#location, 'is not a number: plus() and minus() need one');
    return this.#computed({ kind: 'arithmetic', operator, left: this.#operand(left), right: this.#operand(right) });
  }

  #checkList(): void {
    if (this.codec.type !== 'L') throw badInput(this.#location, 'is not a list: append() and prepend() need one');
  }

  #computed(tree: SetValue): AssignmentBuilder {
    return new AssignmentBuilder(createdNode(tree), this.codec, this.#location);
  }

  #operand(value: unknown): SetOperand {
    return assignedOperand(value, this.codec, this.#location);
  }
}

/** Returns the tree of an operand on the right side of `SET path = …`; an operand cannot be arithmetic. */
export function assignedOperand(source: unknown, codec: ValueCodec, location: ValueLocation): SetOperand {
  const tree = assignedTree(source, codec, location);
  if (tree.kind !== 'arithmetic') return tree;
  throw badInput(location, 'uses two operators: DynamoDB allows one per assignment');
}

/** Returns the tree of the right side of `SET path = …`: of a path, a computation or a value. */
export function assignedTree(source: unknown, codec: ValueCodec, location: ValueLocation): SetValue {
  if (source instanceof AssignmentBuilder || source instanceof OperandBuilder) {
    const tree = source instanceof AssignmentBuilder ? source.tree : pathTree(source, location);
    checkType(source.codec, codec, location);
    return tree;
  }
  const value = codec.encode(source, location);
  if (value === undefined) throw badInput(location, 'cannot use an empty set: DynamoDB cannot store one');
  return Object.freeze({ kind: 'value', value });
}

/** Rejects an assignment after which the attribute could not be read. */
function checkType(from: ValueCodec, to: ValueCodec, location: ValueLocation): void {
  if (from.type === to.type || (from.type === 'NULL' && to.isNullable)) return;
  throw badInput(location, `is stored as ${to.type} and cannot be set to a value stored as ${from.type}`);
}

function pathTree({ tree }: OperandBuilder, location: ValueLocation): SetOperand {
  if (tree.kind === 'size')
    throw badInput(location, 'cannot be set to a size: DynamoDB allows size() only in conditions');
  return tree;
}
