import { type DataType, dataTypeOf } from '../../../../domain/values/attribute-value.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import type { ParsedAction, ParsedSetValue } from '../grammar/parsed-expression.ts';
import { boundValue } from './bind-operand.ts';
import { checkCall } from './function-checks.ts';
import { type Checking, checkTypes } from './operand-checks.ts';

/** Collects the violations in the operands of one action that can be found without an item. */
export function checkAction(action: ParsedAction, checking: Checking): void {
  switch (action.kind) {
    case 'set':
      checkSetValue(action.value, checking);
      break;
    case 'remove':
      break;
    case 'add':
    case 'delete': {
      const type = dataTypeOf(boundValue(action.value, checking.attributes));
      if (setTypes.has(type) || (type === 'N' && action.kind === 'add')) break;
      const operator = action.kind === 'add' ? 'ADD' : 'DELETE';
      checking.violations.note('operand type', operandSentences.wrongChangeType(operator, longTypeNames[type]));
      break;
    }
    default:
      action satisfies never;
  }
}

function checkSetValue(value: ParsedSetValue, checking: Checking): void {
  const operands = value.kind === 'arithmetic' ? [value.left, value.right] : [value];
  for (const operand of operands) if (operand.kind === 'call') checkCall(operand, checking);
  if (value.kind === 'arithmetic') checkTypes(value.operator, operands, numberType, checking);
}

const numberType: ReadonlySet<DataType> = new Set<DataType>(['N']);
const setTypes: ReadonlySet<DataType> = new Set<DataType>(['SS', 'NS', 'BS']);

/** The type names in messages about ADD and DELETE; other messages use the short names. */
const longTypeNames: Readonly<Record<DataType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'Binary',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  L: 'LIST',
  M: 'MAP',
};
