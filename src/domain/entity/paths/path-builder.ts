import type { AttributeValue } from '../../dynamodb.ts';
import { createdNode, readPath, usedPath } from '../../expressions/created-nodes.ts';
import type { Condition, DocumentPath, PathStep, UpdateAction, Value } from '../../expressions/tree.ts';
import type { DataType } from '../../values/attribute-value.ts';
import { numberCodec } from '../codecs/number-codecs.ts';
import { binaryCodec, stringCodec } from '../codecs/scalar-codecs.ts';
import type { Slot, ValueCodec } from '../value-codec.ts';
import { badInput, childLocation, type ValueLocation } from '../value-location.ts';
import { AssignmentBuilder, assignedOperand, assignedTree } from './assignment-builder.ts';
import { OperandBuilder, operandValue } from './operand-builder.ts';

/**
 * Builds conditions and update actions for a path. The class has the methods of every kind of attribute; the interfaces
 * in `attribute-path.ts` declare those of each kind. A method of another kind throws `BAD_INPUT` with the reason.
 */
export class PathBuilder extends OperandBuilder<DocumentPath> {
  readonly isAssignable = true;
  readonly #slot: Slot;

  constructor(steps: readonly PathStep[], slot: Slot, location: ValueLocation) {
    super(Object.freeze({ kind: 'path', steps: Object.freeze([...steps]) }), slot.codec, location);
    this.#slot = slot;
  }

  /** Returns the path of a list element or map entry. */
  at(step: PathStep): PathBuilder {
    const slot = this.codec.slotAt?.(step, this.location);
    if (slot === undefined) throw badInput(this.location, 'is not a list or a map: at() needs one');
    usedPath(this.tree);
    // A part changes its whole.
    const { readOnlyReason = slot.readOnlyReason } = this.#slot;
    const part = { ...slot, readOnlyReason };
    const path = new PathBuilder([...this.tree.steps, slot.attributeName], part, childLocation(this.location, step));
    readPath(path.tree);
    return path;
  }

  exists(): Condition {
    return createdNode({ kind: 'attribute_exists', path: this.tree });
  }

  notExists(): Condition {
    return createdNode({ kind: 'attribute_not_exists', path: this.tree });
  }

  hasType(type: DataType): Condition {
    const name = operandValue(type, stringCodec, this.location);
    return createdNode({ kind: 'attribute_type', operand: this.tree, type: name });
  }

  beginsWith(prefix: unknown): Condition {
    const value = operandValue(prefix, this.#partCodec(), this.location);
    return createdNode({ kind: 'begins_with', operand: this.tree, prefix: value });
  }

  contains(element: unknown): Condition {
    const value = operandValue(element, this.codec.member ?? this.#partCodec(), this.location);
    return createdNode({ kind: 'contains', operand: this.tree, element: value });
  }

  size(): OperandBuilder {
    const tree = createdNode({ kind: 'size', operand: this.tree } as const);
    return new OperandBuilder(tree, numberCodec, childLocation(this.location, 'size()'));
  }

  set(source: unknown): UpdateAction {
    this.#checkChangeable();
    if (source instanceof OperandBuilder || source instanceof AssignmentBuilder) {
      const value = assignedTree(source, this.codec, this.location);
      return createdNode({ kind: 'set', path: this.tree, value });
    }
    if (source === undefined) throw badInput(this.location, 'cannot be set to undefined: use remove()');
    const value = this.#slot.encode(source, this.location);
    if (value === undefined) return this.remove();
    return createdNode({ kind: 'set', path: this.tree, value: Object.freeze({ kind: 'value', value }) });
  }

  remove(): UpdateAction {
    this.#checkChangeable();
    if (!this.#slot.isRemovable) throw badInput(this.location, 'is required: it cannot be removed');
    const value = this.#storedDefault();
    if (value === undefined) return createdNode({ kind: 'remove', path: this.tree });
    return createdNode({ kind: 'set', path: this.tree, value: Object.freeze({ kind: 'value', value }) });
  }

  add(...addends: readonly unknown[]): UpdateAction {
    return createdNode({ kind: 'add', path: this.tree, value: this.#added(addends) });
  }

  delete(...members: readonly unknown[]): UpdateAction {
    if (this.#storedDefault() !== undefined) {
      throw badInput(
        this.location,
        'has members by default, so deleting the last one would bring them back: use set()',
      );
    }
    return createdNode({ kind: 'delete', path: this.tree, value: this.#members(members) });
  }

  append(...elements: readonly unknown[]): UpdateAction {
    return this.set(this.#computable().append(...elements));
  }

  prepend(...elements: readonly unknown[]): UpdateAction {
    return this.set(this.#computable().prepend(...elements));
  }

  plus(addend: unknown): AssignmentBuilder {
    return this.#computable().plus(addend);
  }

  minus(subtrahend: unknown): AssignmentBuilder {
    return this.#computable().minus(subtrahend);
  }

  subtractedFrom(minuend: unknown): AssignmentBuilder {
    return this.#computable().subtractedFrom(minuend);
  }

  orElse(fallback: unknown): AssignmentBuilder {
    const otherwise = assignedOperand(fallback, this.codec, this.location);
    const tree = createdNode({ kind: 'if_not_exists', path: this.tree, otherwise } as const);
    return new AssignmentBuilder(tree, this.codec, this.location);
  }

  /**
   * Returns the default as it is stored, because an absent attribute would read as a value that indexes and conditions don't
   * see; `undefined` without one, or if it is the empty set, which is stored as absence.
   */
  #storedDefault(): AttributeValue | undefined {
    const { makeDefault } = this.#slot;
    return makeDefault && this.#slot.encode(makeDefault(), this.location);
  }

  #computable(): AssignmentBuilder {
    return new AssignmentBuilder(this.tree, this.codec, this.location);
  }

  #added(addends: readonly unknown[]): Value {
    if (this.codec.type !== 'N') return this.#members(addends);
    this.#checkChangeable();
    return operandValue(addends[0], this.codec, this.location);
  }

  #members(members: readonly unknown[]): Value {
    this.#checkChangeable();
    const { type } = this.codec;
    if (type !== 'SS' && type !== 'NS' && type !== 'BS') {
      throw badInput(this.location, `is stored as ${type}: members can be added to or deleted from a set only`);
    }
    const value = this.codec.encode(type === 'BS' ? members : new Set(members), this.location);
    if (value === undefined) throw badInput(this.location, 'needs at least one member to add or delete');
    return Object.freeze({ kind: 'value', value });
  }

  /** Returns the codec of a prefix or part: string or binary as stored, also for attributes with other values. */
  #partCodec(): ValueCodec {
    if (this.codec.type === 'S') return stringCodec;
    if (this.codec.type === 'B') return binaryCodec;
    throw badInput(this.location, `is stored as ${this.codec.type}, which this condition does not support`);
  }

  #checkChangeable(): void {
    const { readOnlyReason } = this.#slot;
    if (readOnlyReason !== undefined) throw badInput(this.location, `cannot be changed: ${readOnlyReason}`);
  }
}
