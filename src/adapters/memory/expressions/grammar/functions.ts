/** The kind of an expression; condition, filter and key condition expressions are one kind. */
export type ExpressionKind = 'condition' | 'update' | 'projection';

/** The rules for a function that do not depend on its operands. */
export interface FunctionRule {
  readonly kind: ExpressionKind;
  readonly operandCount: number;
  /** The type that the function returns; functions that return a boolean can't be operands. */
  readonly returns: 'boolean' | 'N' | 'L' | 'any value';
}

/** Returns the rule of a function. Names are case-sensitive. */
export function functionRule(name: string): FunctionRule | undefined {
  return rules.get(name);
}

const rules: ReadonlyMap<string, FunctionRule> = new Map([
  ['attribute_exists', { kind: 'condition', operandCount: 1, returns: 'boolean' }],
  ['attribute_not_exists', { kind: 'condition', operandCount: 1, returns: 'boolean' }],
  ['attribute_type', { kind: 'condition', operandCount: 2, returns: 'boolean' }],
  ['begins_with', { kind: 'condition', operandCount: 2, returns: 'boolean' }],
  ['contains', { kind: 'condition', operandCount: 2, returns: 'boolean' }],
  ['size', { kind: 'condition', operandCount: 1, returns: 'N' }],
  ['if_not_exists', { kind: 'update', operandCount: 2, returns: 'any value' }],
  ['list_append', { kind: 'update', operandCount: 2, returns: 'L' }],
]);
