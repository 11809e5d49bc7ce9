import { canonicalText } from '../../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from '../canonical-numbers.ts';
import type { Step } from '../step.ts';
import type { KnownDifference, Occasion } from './known-difference.ts';

/** What UpdateItem does in DynamoDB Local. */
export const updates: readonly KnownDifference[] = [
  {
    fact: 'An update with only REMOVE and DELETE does not create an item.',
    matches: ({ aspect, memory }, { step, before }) =>
      ['stored item', 'Attributes'].includes(aspect) &&
      memory === 'undefined' &&
      before === undefined &&
      onlyTakesAway(step),
    endsHistory: true,
  },
  {
    fact: 'REMOVE and DELETE have no effect if the item does not exist, whatever their paths.',
    matches: ({ aspect, memory, local }, { before }) =>
      aspect === 'outcome' &&
      memory === 'served' &&
      local === 'ValidationException: The document path provided in the update expression is invalid for update' &&
      before === undefined,
  },
  {
    fact: 'UPDATED_OLD and UPDATED_NEW return only the updated parts of maps and lists.',
    matches: ({ aspect }, occasion) => aspect === 'Attributes' && answersWithWholeAttributes(occasion),
  },
  {
    fact: "A value that can't be an index key rejects the whole write, for every index.",
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      local === 'served' &&
      step.operation === 'UpdateItem' &&
      /Type mismatch for Index Key \S+ Expected: \w+ Actual: \w+ IndexName: local-/.test(memory),
  },
];

/** Whether an update of nested paths was answered with attributes just as they are in the item before or after it. */
function answersWithWholeAttributes({ step: { input }, before, after, theirs }: Occasion): boolean {
  const item = input.ReturnValues === 'UPDATED_NEW' ? after : before;
  if (!/^UPDATED_(?:OLD|NEW)$/.test(String(input.ReturnValues)) || theirs.kind === 'refused') return false;
  if (!/[.[]/.test(String(input.UpdateExpression))) return false;
  const attributes = Object.entries(withCanonicalNumbers(Object(theirs.pages[0].Attributes)));
  return attributes.every(([name, value]) => canonicalText(value) === canonicalText(item?.[name]));
}

function onlyTakesAway({ operation, input }: Step): boolean {
  return (
    operation === 'UpdateItem' && /^\s*(?:REMOVE|DELETE)\b(?!.*\b(?:SET|ADD)\b)/i.test(String(input.UpdateExpression))
  );
}
