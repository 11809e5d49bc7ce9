import { assert } from '../../../../domain/assert.ts';
import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import type { DocumentPath, PathStep, Value } from '../../../../domain/expressions/tree.ts';
import { attributeOf } from '../../../../domain/values/attribute-value.ts';
import { isNamePlaceholder, type ParsedPath, type Placeholder } from '../grammar/parsed-expression.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/** Replaces the placeholders in a path. */
export function bindPath(parsed: ParsedPath, attributes: ExpressionAttributes): DocumentPath {
  if (parsed.kind === 'path') return parsed;
  return { kind: 'path', steps: parsed.steps.map((step) => bindStep(step, attributes)) };
}

/** Returns the value of a placeholder. */
export function boundValue({ name }: Placeholder, { values }: ExpressionAttributes): AttributeValue {
  const value = attributeOf(values, name);
  assert(value !== undefined, `${name} was checked to be defined`);
  return value;
}

/** Returns the value of a placeholder as a node of the tree. */
export function bindValue(placeholder: Placeholder, attributes: ExpressionAttributes): Value {
  return { kind: 'value', value: boundValue(placeholder, attributes) };
}

/** Replaces a step that is a placeholder. */
function bindStep(step: PathStep, { names }: ExpressionAttributes): PathStep {
  if (typeof step === 'number' || !isNamePlaceholder(step)) return step;
  const name = names[step];
  assert(name !== undefined, `${step} was checked to be defined`);
  return name;
}
