import type { DataType } from '../../../../domain/values/attribute-value.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import { functionRule } from '../grammar/functions.ts';
import type { Call, ParsedOperand } from '../grammar/parsed-expression.ts';
import { boundValue } from './bind-operand.ts';
import { type Checking, checkDistinct, checkTypes, prefixedTypes, staticType } from './operand-checks.ts';

/** Notes what is wrong with the operands of a function, those of the innermost function first. */
export function checkCall({ name, operands }: Call, checking: Checking): void {
  for (const operand of operands) if (operand.kind === 'call') checkCall(operand, checking);
  const [first, second] = operands;
  if (first === undefined || operands.length !== functionRule(name)?.operandCount) {
    checking.findings.note('operand count', operandSentences.wrongCount(name, operands.length));
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
        checking.findings.note('operand type', operandSentences.needsPath(name));
      }
  }
}

const containerTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'B', 'SS', 'NS', 'BS', 'L']);
const sizedTypes: ReadonlySet<DataType> = new Set<DataType>([...containerTypes, 'M']);
const listType: ReadonlySet<DataType> = new Set<DataType>(['L']);
const typeNames: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

/** The second operand of `attribute_type` is a string value that names a type. */
function checkTypeName(operand: ParsedOperand | undefined, checking: Checking): void {
  const { findings, substitutions } = checking;
  const name = operand?.kind === 'placeholder' ? boundValue(operand, substitutions).S : undefined;
  if (name === undefined) {
    const type = operand && staticType(operand, checking);
    // A path can be of any type, and is told so.
    findings.note(
      'operand type',
      operandSentences.wrongType('attribute_type', type ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'),
    );
  } else if (!typeNames.has(name)) findings.note('operand type', operandSentences.unknownTypeName(name));
}
