import fc from 'fast-check';
import type { AttributeValue, Item } from '../../../src/domain/dynamodb.ts';
import type { DataType } from '../../../src/domain/values/attribute-value.ts';
import { compareNumbers } from '../../../src/domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../src/domain/values/order.ts';
import { canonicalNumbers } from './numbers.ts';

/** Names of attributes: mostly a few that repeat, and some that are also names of object properties. */
export const attributeNames: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'status', 'a.b', 'c[0]', '#x', ':y', 'né') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
);

const bytes = fc.uint8Array({ maxLength: 6 });
const texts = fc.string({ unit: 'grapheme', maxLength: 6 });

const flat = {
  S: texts.map((S): AttributeValue => ({ S })),
  N: canonicalNumbers.map((N): AttributeValue => ({ N })),
  B: bytes.map((B): AttributeValue => ({ B })),
  BOOL: fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
  NULL: fc.constant<AttributeValue>({ NULL: true }),
  SS: setOf(texts, compareStrings).map((SS): AttributeValue => ({ SS })),
  NS: setOf(canonicalNumbers, compareNumbers).map((NS): AttributeValue => ({ NS })),
  BS: setOf(bytes, compareBytes).map((BS): AttributeValue => ({ BS })),
};

const nested = fc.letrec<{ value: AttributeValue; L: AttributeValue; M: AttributeValue }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, ...Object.values(flat), tie('L'), tie('M')),
  L: fc.array(tie('value'), { maxLength: 4 }).map((L): AttributeValue => ({ L })),
  M: fc
    .dictionary(attributeNames, tie('value'), { maxKeys: 4 })
    .map((entries): AttributeValue => ({ M: { ...entries } })),
}));

/** Values as the emulator stores them: canonical numbers and sorted sets. */
export const attributeValues: fc.Arbitrary<AttributeValue> = nested.value;

/** Items without a key. */
export const items: fc.Arbitrary<Item> = nested.M.map(({ M }) => M ?? {});

/** Values of one of these types. */
export function valuesOf(...types: readonly DataType[]): fc.Arbitrary<AttributeValue> {
  const byType = { ...flat, L: nested.L, M: nested.M };
  return fc.oneof(...types.map((type) => byType[type]));
}

function setOf<Member>(members: fc.Arbitrary<Member>, compare: (left: Member, right: Member) => number) {
  return fc
    .uniqueArray(members, { minLength: 1, maxLength: 4, comparator: (left, right) => compare(left, right) === 0 })
    .map((set) => set.sort(compare));
}
