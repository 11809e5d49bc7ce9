import type { DataType } from '../../../../domain/values/attribute-value.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import { functionRule } from '../grammar/functions.ts';
import type { Call, ParsedOperand } from '../grammar/parsed-expression.ts';
import { boundValue } from './bind-operand.ts';
import { type Checking, checkDistinct, checkTypes, prefixedTypes, staticType } from './operand-checks.ts';

/** Collects the violations in the operands of a function, beginning with the innermost function. */
export function checkCall({ name, operands }: Call, checking: Checking): void {
  for (const operand of operands) if (operand.kind === 'call') checkCall(operand, checking);
  const [first, second] = operands;
  if (first === undefined || operands.length !== functionRule(name)?.operandCount) {
    checking.violations.note('operand count', operandSentences.wrongCount(name, operands.length));
    return;
  }
  switch (name) {
    case 'attribute_type':
      checkTypeName(second, checking);
      break;
    case 'begins_with':
      checkDistinct(name, operands, checking);
      checkTypes(name, operands, prefixedTypes, checking);
      break;
    case 'contains':
      checkDistinct(name, operands, checking);
      checkTypes(name, [first], containerTypes, checking);
      break;
    case 'size':
      checkTypes(name, operands, sizedTypes, checking);
      break;
    case 'list_append':
      checkTypes(name, operands, listType, checking);
      break;
    default:
      checkDistinct(name, operands, checking);
      if (first.kind === 'placeholder' || first.kind === 'call') {
        checking.violations.note('operand type', operandSentences.needsPath(name));
      }
  }
}

const containerTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'B', 'SS', 'NS', 'BS', 'L']);
const sizedTypes: ReadonlySet<DataType> = new Set<DataType>([...containerTypes, 'M']);
const listType: ReadonlySet<DataType> = new Set<DataType>(['L']);
/** The operands of `attribute_type`. */
export const typeNames: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

/** Checks that the second operand of `attribute_type` is a string value with the name of a type. */
function checkTypeName(operand: ParsedOperand | undefined, checking: Checking): void {
  const { violations, attributes } = checking;
  const name = operand?.kind === 'placeholder' ? boundValue(operand, attributes).S : undefined;
  if (name === undefined) {
    const type = operand && staticType(operand, checking);
    // The service reports a path with a set of all types.
    violations.note(
      'operand type',
      operandSentences.wrongType('attribute_type', type ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'),
    );
  } else if (!typeNames.has(name)) violations.note('operand type', operandSentences.unknownTypeName(name));
}
