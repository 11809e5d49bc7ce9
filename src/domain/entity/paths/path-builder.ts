import type { Condition, DocumentPath, PathStep, UpdateAction, Value } from '../../expressions/tree.ts';
import type { DataType } from '../../values/attribute-value.ts';
import { numberCodec } from '../codecs/number-codecs.ts';
import { binaryCodec, stringCodec } from '../codecs/scalar-codecs.ts';
import type { Slot, ValueCodec } from '../value-codec.ts';
import { badInput, childLocation, type ValueLocation } from '../value-location.ts';
import { AssignmentBuilder, assignedOperand, assignedTree } from './assignment-builder.ts';
import { comparedValue, OperandBuilder } from './operand-builder.ts';

/**
 * The conditions and changes of what is stored at a path. It has the methods of every kind of attribute; the interfaces
 * of `attribute-path.ts` say which a kind offers, and a method that does not fit the kind is refused with its reason.
 */
export class PathBuilder extends OperandBuilder<DocumentPath> {
  readonly isAssignable = true;
  readonly #slot: Slot;

  constructor(steps: readonly PathStep[], slot: Slot, location: ValueLocation) {
    super(Object.freeze({ kind: 'path', steps: Object.freeze([...steps]) }), slot.codec, location);
    this.#slot = slot;
  }

  /** What lies one step below. */
  at(step: PathStep): PathBuilder {
    const slot = this.codec.slotAt?.(step, this.location);
    if (slot === undefined) throw badInput(this.location, 'is neither a list nor a map: nothing lies below it');
    return new PathBuilder([...this.tree.steps, slot.attributeName], slot, childLocation(this.location, step));
  }

  exists(): Condition {
    return Object.freeze({ kind: 'attribute_exists', path: this.tree });
  }

  notExists(): Condition {
    return Object.freeze({ kind: 'attribute_not_exists', path: this.tree });
  }

  hasType(type: DataType): Condition {
    const name = comparedValue(type, stringCodec, this.location);
    return Object.freeze({ kind: 'attribute_type', operand: this.tree, type: name });
  }

  beginsWith(prefix: unknown): Condition {
    const value = comparedValue(prefix, this.#partCodec(), this.location);
    return Object.freeze({ kind: 'begins_with', operand: this.tree, prefix: value });
  }

  contains(element: unknown): Condition {
    const value = comparedValue(element, this.codec.member ?? this.#partCodec(), this.location);
    return Object.freeze({ kind: 'contains', operand: this.tree, element: value });
  }

  size(): OperandBuilder {
    const tree = Object.freeze({ kind: 'size', operand: this.tree } as const);
    return new OperandBuilder(tree, numberCodec, childLocation(this.location, 'size()'));
  }

  set(given: unknown): UpdateAction {
    this.#checkChangeable();
    if (given instanceof OperandBuilder || given instanceof AssignmentBuilder) {
      const value = assignedTree(given, this.codec, this.location);
      return Object.freeze({ kind: 'set', path: this.tree, value });
    }
    if (given === undefined) throw badInput(this.location, 'cannot be set to undefined: remove() removes it');
    const value = this.#slot.encode(given, this.location);
    if (value === undefined) return this.remove();
    return Object.freeze({ kind: 'set', path: this.tree, value: Object.freeze({ kind: 'value', value }) });
  }

  remove(): UpdateAction {
    this.#checkChangeable();
    if (!this.#slot.isRemovable) throw badInput(this.location, 'is required: it cannot be removed');
    return Object.freeze({ kind: 'remove', path: this.tree });
  }

  add(...given: readonly unknown[]): UpdateAction {
    return Object.freeze({ kind: 'add', path: this.tree, value: this.#added(given) });
  }

  delete(...members: readonly unknown[]): UpdateAction {
    return Object.freeze({ kind: 'delete', path: this.tree, value: this.#members(members) });
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

  orElse(given: unknown): AssignmentBuilder {
    const otherwise = assignedOperand(given, this.codec, this.location);
    const tree = Object.freeze({ kind: 'if_not_exists', path: this.tree, otherwise } as const);
    return new AssignmentBuilder(tree, this.codec, this.location);
  }

  #computable(): AssignmentBuilder {
    return new AssignmentBuilder(this.tree, this.codec, this.location);
  }

  #added(given: readonly unknown[]): Value {
    if (this.codec.type !== 'N') return this.#members(given);
    this.#checkChangeable();
    return comparedValue(given[0], this.codec, this.location);
  }

  #members(members: readonly unknown[]): Value {
    this.#checkChangeable();
    const { type } = this.codec;
    if (type !== 'SS' && type !== 'NS' && type !== 'BS') {
      throw badInput(
        this.location,
        `is stored as ${type}: it is no set, to which members can be added or from which taken`,
      );
    }
    const value = this.codec.encode(type === 'BS' ? members : new Set(members), this.location);
    if (value === undefined) throw badInput(this.location, 'needs at least one member to add or delete');
    return Object.freeze({ kind: 'value', value });
  }

  /** Parts of what is stored as text or binary are given as text or binary, whatever the attribute's own values are. */
  #partCodec(): ValueCodec {
    if (this.codec.type === 'S') return stringCodec;
    if (this.codec.type === 'B') return binaryCodec;
    throw badInput(this.location, `is stored as ${this.codec.type}: it has no parts to look for`);
  }

  #checkChangeable(): void {
    const { fixedBecause } = this.#slot;
    if (fixedBecause !== undefined) throw badInput(this.location, `cannot be changed: ${fixedBecause}`);
  }
}
