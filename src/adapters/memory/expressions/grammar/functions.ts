/** What kind of expression a text is; condition, filter and key condition expressions are one kind. */
export type ExpressionKind = 'condition' | 'update' | 'projection';

/** What is known of a function before it is looked at what its operands are. */
export interface FunctionRule {
  readonly kind: ExpressionKind;
  readonly operandCount: number;
  /** A truth is no operand; a value has a type of its own where only one is possible. */
  readonly gives: 'truth' | 'N' | 'L' | 'any value';
}

/** The rule of a function. Names are case-sensitive. */
export function functionRule(name: string): FunctionRule | undefined {
  return rules.get(name);
}

const rules: ReadonlyMap<string, FunctionRule> = new Map([
  ['attribute_exists', { kind: 'condition', operandCount: 1, gives: 'truth' }],
  ['attribute_not_exists', { kind: 'condition', operandCount: 1, gives: 'truth' }],
  ['attribute_type', { kind: 'condition', operandCount: 2, gives: 'truth' }],
  ['begins_with', { kind: 'condition', operandCount: 2, gives: 'truth' }],
  ['contains', { kind: 'condition', operandCount: 2, gives: 'truth' }],
  ['size', { kind: 'condition', operandCount: 1, gives: 'N' }],
  ['if_not_exists', { kind: 'update', operandCount: 2, gives: 'any value' }],
  ['list_append', { kind: 'update', operandCount: 2, gives: 'L' }],
]);
