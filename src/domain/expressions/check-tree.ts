import type { Condition, Operand, SetValue, UpdateAction } from './tree.ts';

type Check = (value: unknown) => boolean;
type Members = Readonly<Record<string, Check>>;

/** Returns whether a value, which a caller may have made by hand, is a condition with all its parts. */
export function isCondition(value: unknown): value is Condition {
  return isNode(conditions, value);
}

/** Returns whether a value, which a caller may have made by hand, is an update action with all its parts. */
export function isUpdateAction(value: unknown): value is UpdateAction {
  return isNode(actions, value);
}

function isNode(kinds: Readonly<Record<string, Members>>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return false;
  const members = Object.hasOwn(kinds, value.kind) ? kinds[value.kind] : undefined;
  return members !== undefined && Object.entries(members).every(([name, check]) => check(Reflect.get(value, name)));
}

const isPath: Check = (value) => isNode(paths, value);
const isValue: Check = (value) => isNode(values, value);
const isOperand: Check = (value) => isNode(operands, value);
const isSetValue: Check = (value) => isNode(setValues, value);
const isSteps: Check = (value) =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  value.every((step) => typeof step === 'string' || Number.isSafeInteger(step));
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isOneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    texts.includes(String(value));
const isList: Check = (value) => Array.isArray(value) && value.length > 0 && value.every(isOperand);

const paths = { path: { steps: isSteps } } as const;
const values = { value: { value: isObject } } as const;
const operands: Readonly<Record<Operand['kind'], Members>> = { ...paths, ...values, size: { operand: isOperand } };

const setValues: Readonly<Record<SetValue['kind'], Members>> = {
  ...paths,
  ...values,
  if_not_exists: { path: isPath, otherwise: isSetValue },
  list_append: { left: isSetValue, right: isSetValue },
  arithmetic: { operator: isOneOf('+', '-'), left: isSetValue, right: isSetValue },
};

const conditions: Readonly<Record<Condition['kind'], Members>> = {
  comparison: { comparator: isOneOf('=', '<>', '<', '<=', '>', '>='), left: isOperand, right: isOperand },
  between: { operand: isOperand, lower: isOperand, upper: isOperand },
  in: { operand: isOperand, candidates: isList },
  attribute_exists: { path: isPath },
  attribute_not_exists: { path: isPath },
  attribute_type: { operand: isOperand, type: isValue },
  begins_with: { operand: isOperand, prefix: isOperand },
  contains: { operand: isOperand, element: isOperand },
  and: { left: isCondition, right: isCondition },
  or: { left: isCondition, right: isCondition },
  not: { condition: isCondition },
};

const actions: Readonly<Record<UpdateAction['kind'], Members>> = {
  set: { path: isPath, value: isSetValue },
  remove: { path: isPath },
  add: { path: isPath, value: isValue },
  delete: { path: isPath, value: isValue },
};
