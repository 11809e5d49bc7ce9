import { canonicalText } from '../../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from '../canonical-numbers.ts';
import { indexDefinition } from '../read-order.ts';
import type { Step } from '../step.ts';
import type { KnownDifference, Occasion } from './known-difference.ts';

/** What reads return in DynamoDB Local. */
export const reads: readonly KnownDifference[] = [
  {
    fact: 'Numbers are stored and returned without exponents and trailing zeros, in documents and sets too.',
    matches: ({ aspect }) => aspect === 'form of numbers',
  },
  {
    fact: 'A full page has a LastEvaluatedKey, even if nothing is left.',
    matches: ({ aspect }) => aspect === 'empty last page',
  },
  {
    fact: 'Keys of a batch with equal numbers in different notation are one item, which is returned once.',
    matches: ({ aspect }, occasion) => aspect === 'Responses' && repeatsItemsOfEqualKeys(occasion),
  },
  {
    fact: "A query that can return at most one row can't be restarted.",
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      memory === 'ValidationException: The query can return at most one row and cannot be restarted' &&
      local === 'served',
  },
  {
    fact: "An attribute named __proto__ inside a map is ordinary data; the SDK can't parse an error that contains one.",
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'error' &&
      memory === 'ConditionalCheckFailedException: The conditional request failed' &&
      local.startsWith('DynarepoError: ') &&
      local.includes('got an answer that cannot be read, with HTTP status 400') &&
      step.input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  },
  {
    fact: 'A start key at the end of the range of a condition is in the range, and the page after it is empty.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      memory === 'served' &&
      startsAtOperand(step) &&
      local === 'ValidationException: The provided starting key does not match the range key predicate',
  },
  {
    fact: 'The filter of a scan sees only the attributes that the index projects.',
    matches: ({ aspect }, occasion) =>
      (aspect === 'Items' || aspect === 'counts') &&
      occasion.step.operation === 'Scan' &&
      filtersByUnprojected(occasion),
  },
];

/** Whether all that DynamoDB Local returned beyond our items are repetitions, no more than there are keys equal to others. */
function repeatsItemsOfEqualKeys({ step, ours, theirs }: Occasion): boolean {
  if (ours.kind === 'refused' || theirs.kind === 'refused') return false;
  const keys = Object.values(Object(step.input.RequestItems)).flatMap((request) => textsOf(Object(request).Keys));
  const [own, local] = [Object(ours.pages[0].Responses), Object(theirs.pages[0].Responses)];
  const isSameBesideRepetitions = Object.keys(local).every((table) =>
    isSameSet(textsOf(own[table]), textsOf(local[table])),
  );
  const more = Object.values(local).flat().length - Object.values(own).flat().length;
  return isSameBesideRepetitions && more > 0 && more <= keys.length - new Set(keys).size;
}

function textsOf(values: unknown): string[] {
  return Object.values(Object(withCanonicalNumbers(values))).map(canonicalText);
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const [a, b] = [new Set(left), new Set(right)];
  return a.size === b.size && left.every((text) => b.has(text));
}

/** Whether a value of the start key is also one that the condition compares with. */
function startsAtOperand({ input: { ExclusiveStartKey, ExpressionAttributeValues } }: Step): boolean {
  const operands = new Set(textsOf(ExpressionAttributeValues));
  return textsOf(ExclusiveStartKey).some((value) => operands.has(value));
}

/** Whether a filter names an attribute that the index does not have. */
function filtersByUnprojected({ step: { input }, tables }: Occasion): boolean {
  const index = indexDefinition(input, tables);
  const { Projection, KeySchema } = Object(index);
  if (index === undefined || Projection.ProjectionType === 'ALL') return false;
  const keys = [...KeySchema, ...Object(tables.get(String(input.TableName))).KeySchema];
  const held = new Set([...keys.map(({ AttributeName }) => AttributeName), ...(Projection.NonKeyAttributes ?? [])]);
  const written = String(input.FilterExpression ?? '').match(/[#\w]+/g) ?? [];
  const names = written.map((name) => (name.startsWith('#') ? Object(input.ExpressionAttributeNames)[name] : name));
  return names.some((name) => !held.has(name));
}
