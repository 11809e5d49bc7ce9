import { assert } from '../../../../domain/assert.ts';
import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import type { DocumentPath, PathStep, Value } from '../../../../domain/expressions/tree.ts';
import { attributeOf } from '../../../../domain/values/attribute-value.ts';
import { isNamePlaceholder, type ParsedPath, type Placeholder } from '../grammar/parsed-expression.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/** The path that a template stands for; its placeholders are defined. */
export function bindPath(template: ParsedPath, substitutions: ExpressionAttributes): DocumentPath {
  if (template.kind === 'path') return template;
  return { kind: 'path', steps: template.steps.map((step) => bindStep(step, substitutions)) };
}

/** The value that a placeholder stands for. */
export function boundValue({ name }: Placeholder, { values }: ExpressionAttributes): AttributeValue {
  const value = attributeOf(values, name);
  assert(value !== undefined, `${name} was checked to be defined`);
  return value;
}

/** The value that a placeholder stands for, as a node of the tree. */
export function bindValue(placeholder: Placeholder, substitutions: ExpressionAttributes): Value {
  return { kind: 'value', value: boundValue(placeholder, substitutions) };
}

/** The step that one of an aliased path stands for. */
function bindStep(step: PathStep, { names }: ExpressionAttributes): PathStep {
  if (typeof step === 'number' || !isNamePlaceholder(step)) return step;
  const name = names[step];
  assert(name !== undefined, `${step} was checked to be defined`);
  return name;
}
