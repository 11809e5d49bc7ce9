import type { AttributeValue } from '../../domain/dynamodb.ts';

/** Returns a string in this many lists. */
export function nestedValue(levels: number): AttributeValue {
  return levels === 0 ? { S: 'x' } : { L: [nestedValue(levels - 1)] };
}
