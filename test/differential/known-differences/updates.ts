import { canonicalText } from '../../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from '../canonical-numbers.ts';
import type { Step } from '../step.ts';
import type { KnownDifference, Occasion } from './known-difference.ts';

/** Known differences in UpdateItem. */
export const updates: readonly KnownDifference[] = [
  {
    fact: 'An update with only REMOVE or DELETE creates no item.',
    matches: ({ aspect, memory }, { step, before }) =>
      ['stored item', 'Attributes'].includes(aspect) &&
      memory === 'undefined' &&
      before === undefined &&
      onlyRemoves(step),
    endsHistory: true,
  },
  {
    fact: 'REMOVE and DELETE succeed on an item that does not exist, regardless of their paths.',
    matches: ({ aspect, memory, local }, { before }) =>
      aspect === 'outcome' &&
      memory === 'succeeded' &&
      local === 'ValidationException: The document path provided in the update expression is invalid for update' &&
      before === undefined,
  },
  {
    fact: 'UPDATED_OLD and UPDATED_NEW return only the updated parts of maps and lists.',
    matches: ({ aspect }, occasion) => aspect === 'Attributes' && returnsWholeAttributes(occasion),
  },
  {
    fact: 'A value that is invalid as the key of any index rejects the whole write.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      local === 'succeeded' &&
      ['UpdateItem', 'TransactWriteItems'].includes(step.operation) &&
      /Type mismatch for Index Key \S+ Expected: \w+ Actual: \w+ IndexName: \S+$/.test(memory),
  },
];

/** Returns whether an update of nested paths returned whole attributes of the item before or after it. */
function returnsWholeAttributes({ step: { input }, before, after, theirs }: Occasion): boolean {
  const item = input.ReturnValues === 'UPDATED_NEW' ? after : before;
  if (!/^UPDATED_(?:OLD|NEW)$/.test(String(input.ReturnValues)) || theirs.kind === 'rejected') return false;
  if (!/[.[]/.test(String(input.UpdateExpression))) return false;
  const attributes = Object.entries(withCanonicalNumbers(Object(theirs.pages[0].Attributes)));
  return attributes.every(([name, value]) => canonicalText(value) === canonicalText(item?.[name]));
}

/** Whether an update of the request, alone or in a transaction, has no other actions. */
function onlyRemoves({ operation, input }: Step): boolean {
  if (operation === 'UpdateItem') return isOnlyRemoves(input);
  if (operation !== 'TransactWriteItems') return false;
  return Object.values(Object(input.TransactItems)).some((action) => isOnlyRemoves(Object(Object(action).Update)));
}

function isOnlyRemoves({ AttributeUpdates, UpdateExpression }: Step['input']): boolean {
  const actions = Object.values(Object(AttributeUpdates)).map((update) => Object(update).Action);
  if (actions.length > 0) return actions.every((action) => action === 'DELETE');
  return /^\s*(?:REMOVE|DELETE)\b(?!.*\b(?:SET|ADD)\b)/i.test(String(UpdateExpression));
}
