import type { AttributeValue } from '../../domain/dynamodb.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';

/** Returns the action that stores a value under an attribute's stored name, or removes it. */
export function setOrRemove(name: string, value: AttributeValue | undefined): UpdateAction {
  return value === undefined
    ? { kind: 'remove', path: path(name) }
    : { kind: 'set', path: path(name), value: { kind: 'value', value } };
}

/** Returns the action that stores a value where the attribute is absent; none for an absent value. */
export function setIfAbsent(name: string, value: AttributeValue | undefined): UpdateAction[] {
  if (value === undefined) return [];
  const target = path(name);
  return [
    { kind: 'set', path: target, value: { kind: 'if_not_exists', path: target, otherwise: { kind: 'value', value } } },
  ];
}
