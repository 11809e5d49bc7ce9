import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { storedValue } from '../../domain/expressions/stored-value.ts';
import type { PathStep, SetValue, UpdateAction } from '../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../domain/values/attribute-value.ts';
import { addNumbers, subtractNumbers } from '../../domain/values/decimal.ts';

/** An item after an update, as far as it is known. */
export interface UpdatedItem {
  readonly item: Item;
  /** The attributes with an action whose value depends on attributes that the item lacks. */
  readonly unknown: readonly string[];
}

/** Returns an item after the actions of an update; maps and lists on the way to what it stores are created if they are missing. */
export function updatedItem(before: Item, actions: readonly UpdateAction[]): UpdatedItem {
  let item: AttributeValue = { M: before };
  const unknown: string[] = [];
  // Indexes refer to the list before: what is removed last moves nothing that is removed later.
  for (const action of actions.toSorted(inOrder)) {
    const outcome = outcomeOf(action, before);
    if (outcome === undefined) unknown.push(String(action.path.steps[0]));
    else if (outcome !== 'unchanged') item = changedAt(item, action.path.steps, outcome.value) ?? item;
  }
  return { item: item.M ?? before, unknown };
}

/** Sorts removals to the end, those of later elements of a list first. */
function inOrder(left: UpdateAction, right: UpdateAction): number {
  const [isRemoval, isOtherRemoval] = [left.kind === 'remove', right.kind === 'remove'];
  if (!isRemoval || !isOtherRemoval) return Number(isRemoval) - Number(isOtherRemoval);
  const [steps, others] = [left.path.steps, right.path.steps];
  const index = steps.findIndex((step, at) => step !== others[at]);
  const [step, other] = [steps[index], others[index]];
  if (typeof step === 'number' && typeof other === 'number') return other - step;
  return String(step) < String(other) ? -1 : 1;
}

/** The value that an action leaves at its path, `undefined` if none; or that it changes nothing. */
type Outcome = { readonly value: AttributeValue | undefined } | 'unchanged';

/** Returns the outcome of an action; `undefined` if it is not known. */
function outcomeOf(action: UpdateAction, before: Item): Outcome | undefined {
  const stored = storedValue(before, action.path);
  if (action.kind === 'remove') return stored === undefined ? 'unchanged' : { value: undefined };
  if (action.kind === 'set') return known(assigned(action.value, before));
  const { value } = action.value;
  if (value.N !== undefined) return known(sum(stored?.N ?? '0', value.N));
  if (action.kind === 'add') return { value: setAfter(stored, value, true) };
  return stored === undefined ? 'unchanged' : { value: setAfter(stored, value, false) };
}

function known(value: AttributeValue | undefined): Outcome | undefined {
  return value && { value };
}

/** Returns the value that `set` stores; `undefined` if it is not known. */
function assigned(value: SetValue, before: Item): AttributeValue | undefined {
  switch (value.kind) {
    case 'value':
      return value.value;
    case 'path':
      return storedValue(before, value);
    case 'if_not_exists':
      return storedValue(before, value.path) ?? assigned(value.otherwise, before);
    case 'list_append':
      return { L: [value.left, value.right].flatMap((operand) => assigned(operand, before)?.L ?? []) };
    case 'arithmetic': {
      const [left, right] = [assigned(value.left, before)?.N, assigned(value.right, before)?.N];
      return left === undefined || right === undefined ? undefined : sum(left, right, value.operator);
    }
    default:
      value satisfies never;
      return undefined;
  }
}

function sum(left: string, right: string, operator: '+' | '-' = '+'): AttributeValue | undefined {
  const { text } = operator === '+' ? addNumbers(left, right) : subtractNumbers(left, right);
  return text === undefined ? undefined : { N: text };
}

/** Returns a set with members added or removed; `undefined` if none is left. */
function setAfter(
  stored: AttributeValue | undefined,
  given: AttributeValue,
  adds: boolean,
): AttributeValue | undefined {
  const type = given.SS ? 'SS' : given.NS ? 'NS' : 'BS';
  const [old, changed]: (readonly (string | Uint8Array)[])[] = [stored?.[type] ?? [], given[type] ?? []];
  const without = (members: typeof old = [], others: typeof old = []) => {
    const known = new Set(others.map(String));
    return members.filter((member) => !known.has(String(member)));
  };
  const members = adds ? [...(old ?? []), ...without(changed, old)] : without(old, changed);
  return members.length === 0 ? undefined : ({ [type]: members } as unknown as AttributeValue); // by its type
}

/** Returns a value with another one, or none, at a path within it. */
function changedAt(
  value: AttributeValue | undefined,
  [step, ...steps]: readonly PathStep[],
  next: AttributeValue | undefined,
): AttributeValue | undefined {
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const list = value?.L ?? [];
    const index = Math.min(step, list.length);
    const element = changedAt(list[index], steps, next);
    return { L: list.toSpliced(index, 1, ...(element === undefined ? [] : [element])) };
  }
  const map = { ...value?.M };
  const member = changedAt(attributeOf(map, step), steps, next);
  if (member === undefined) Reflect.deleteProperty(map, step);
  else setAttribute(map, step, member);
  return { M: map };
}
