import { canonicalText } from '../../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from '../canonical-numbers.ts';
import { indexDefinition } from '../read-order.ts';
import type { Step } from '../step.ts';
import type { KnownDifference, Occasion } from './known-difference.ts';

/** Known differences in the results of reads. */
export const reads: readonly KnownDifference[] = [
  {
    fact: 'Numbers are stored and returned without exponents and trailing zeros, also in documents and sets.',
    matches: ({ aspect }) => aspect === 'form of numbers',
  },
  {
    fact: 'A full page has a LastEvaluatedKey even if no items remain.',
    matches: ({ aspect }) => aspect === 'empty last page',
  },
  {
    fact: 'BatchGetItem returns one item for number keys with equal values.',
    matches: ({ aspect }, occasion) => aspect === 'Responses' && repeatsItemsOfEqualKeys(occasion),
  },
  {
    fact: 'A query for one item cannot be restarted.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      /^ValidationException: The (?:query can return at most one row and cannot be restarted|provided exclusive start key is invalid)$/.test(
        memory,
      ) &&
      local === 'succeeded',
  },
  {
    // Not the engine, whose order of checks does not matter here: the memory adapter may report another violation.
    fact: 'An attribute named __proto__ in a map is normal data; the SDK cannot parse an error that contains one.',
    matches: ({ aspect, local }, { step }) =>
      aspect === 'error' &&
      local.startsWith('DynarepoError: ') &&
      local.includes('got an answer that cannot be read, with HTTP status 400') &&
      step.input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  },
  {
    fact: 'A start key at the end of the range of a condition is valid, and no items follow it.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      memory === 'succeeded' &&
      startsAtOperand(step) &&
      local === 'ValidationException: The provided starting key does not match the range key predicate',
  },
  {
    fact: 'An index does not have attributes that it does not project, not even for the filter of a scan.',
    matches: ({ aspect }, occasion) =>
      (aspect === 'Items' || aspect === 'counts') &&
      occasion.step.operation === 'Scan' &&
      filtersByUnprojected(occasion),
  },
];

/** Returns whether the additional items of DynamoDB Local are all duplicates, no more than there are equal keys. */
function repeatsItemsOfEqualKeys({ step, ours, theirs }: Occasion): boolean {
  if (ours.kind === 'rejected' || theirs.kind === 'rejected') return false;
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

/** Returns whether a value of the start key is also an operand of the condition. */
function startsAtOperand({ input: { ExclusiveStartKey, ExpressionAttributeValues, KeyConditions } }: Step): boolean {
  const conditions = Object.values(Object(KeyConditions));
  const legacyOperands = conditions.flatMap((condition) => textsOf(Object(condition).AttributeValueList));
  const operands = new Set([...textsOf(ExpressionAttributeValues), ...legacyOperands]);
  return textsOf(ExclusiveStartKey).some((value) => operands.has(value));
}

/** Returns whether a filter uses an attribute that the index does not have. */
function filtersByUnprojected({ step: { input }, tables }: Occasion): boolean {
  const index = indexDefinition(input, tables);
  const { Projection, KeySchema } = Object(index);
  if (index === undefined || Projection.ProjectionType === 'ALL') return false;
  const keys = [...KeySchema, ...Object(tables.get(String(input.TableName))).KeySchema];
  const projected = new Set([
    ...keys.map(({ AttributeName }) => AttributeName),
    ...(Projection.NonKeyAttributes ?? []),
  ]);
  const written = String(input.FilterExpression ?? '').match(/[#\w]+/g) ?? [];
  const expressionNames = written.map((name) =>
    name.startsWith('#') ? Object(input.ExpressionAttributeNames)[name] : name,
  );
  const names = [...expressionNames, ...Object.keys(Object(input.ScanFilter))];
  return names.some((name) => !projected.has(name));
}
