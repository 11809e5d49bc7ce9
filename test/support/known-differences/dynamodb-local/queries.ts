import type { KnownDifference } from '../known-difference.ts';
import { internalFailure, limitTooSmall, withoutEnvelope } from './outcomes.ts';

const startKeySize = "ValidationException: Exclusive Start Key must have same size as table's key schema";
const startKeyType = 'ValidationException: Type mismatch for attribute to update';
const startKeyRange = 'ValidationException: The provided starting key does not match the range key predicate';
const servedEmpty = 'served: {Count: 0, Items: [], ScannedCount: 0}';
const notScalar = `ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk`;
const missedElement = 'ValidationException: Query condition missed key schema element';

/** What DynamoDB Local makes of queries and scans, and DynamoDB otherwise. */
export const queryDifferences: readonly KnownDifference[] = [
  {
    fact: 'The size of a page is measured before the filter is applied.',
    rows: [
      ['pages', 'a page ends after about 1 MB, even if the filter lets nothing through', '[1]: expected 11, got 13'],
    ],
  },
  {
    fact: 'A limit can have a fraction, which is dropped, and can be larger than 32 bits.',
    rows: [
      [
        'pages',
        'a limit is a whole number of 32 bits: a fraction is dropped, more is the most there is',
        internalFailure,
      ],
      ['query-rejections', /^a limit that is 0 once its fraction is dropped/, limitTooSmall],
    ],
  },
  {
    fact: 'A limit of 0 is rejected as a parameter below its minimum, together with other such parameters.',
    rows: [
      ['query-rejections', 'a limit of 0 is refused', limitTooSmall],
      ['scan', /^a limit of 0 /, limitTooSmall],
      ['validation-order', 'a limit of 0 before a key condition that cannot be parsed', limitTooSmall],
    ],
  },
  {
    fact: 'A key condition without the partition key is rejected; the message has its name.',
    rows: [
      ['index-rejections', 'a query refuses a key condition on the key of the table', missedElement],
      ['query-rejections', /^(sk = :v|a = :v|pk = :pk AND a = :v) is refused on a table with sort key/, missedElement],
    ],
  },
  {
    fact: 'A key condition with too many parts is rejected; the message has the number of parts and of key attributes.',
    rows: [
      [
        'query-rejections',
        /^pk = :pk AND sk = :v AND a = :v is refused/,
        'ValidationException: Conditions can be of length 1 or 2 only',
      ],
      [
        'query-rejections',
        /^pk = :pk AND a = :v is refused on a table without sort key/,
        'ValidationException: Query key condition not supported',
      ],
      [
        'multi-attribute-keys',
        /AND built = :n AND street = :s AND a = :s is refused$/,
        'ValidationException: Query key condition not supported',
      ],
    ],
  },
  {
    fact: 'A key condition on a nested attribute is rejected as such.',
    rows: [['query-rejections', /^pk = :pk AND sk(\.a|\[0\]) = :v is refused/, notScalar]],
  },
  {
    fact: 'A start key that does not match the schema is reported as invalid without details; on an index, with the attribute.',
    rows: [
      ['query-rejections', /^a start key (without sort key|with an attribute too many) is refused/, startKeySize],
      ['query-rejections', /^a start key of a wrong type is refused/, startKeyType],
      ['scan', /^a start key (without sort key|with an attribute too many) is refused/, startKeySize],
      ['scan', /^a start key of a wrong type on a table without indexes is refused/, startKeyType],
      ['index-rejections', 'a scan of an index refuses a start key of a wrong type in its own words', startKeyType],
    ],
  },
  {
    fact: 'A start key in another partition is reported as outside of the query, or with the message that the query returns at most one row.',
    rows: [['query-rejections', /^a start key of another (partition|item)/, startKeyRange]],
  },
  {
    fact: "A query for a single item can't be restarted.",
    rows: [['query-rejections', /^a start key for the (whole key|one item) is refused/, servedEmpty]],
  },
  {
    fact: 'In a start key, an empty key is reported without the prefix for start keys, and a value without a type with it.',
    rows: [
      [
        'query-rejections',
        /^a start key with an empty key is refused/,
        (expected) => expected.replace(': One', ': The provided starting key is invalid: One'),
      ],
      [
        'query-rejections',
        /^a start key with a value of no type is refused/,
        (expected) => expected.replace('The provided starting key is invalid: ', ''),
      ],
    ],
  },
  {
    fact: 'Query and Scan report errors of Select with the prefix "1 validation error detected: ".',
    rows: [
      ['query-rejections', /^Select /, withoutEnvelope],
      ['scan', /^Select (SPECIFIC|ALL_PROJECTED)_ATTRIBUTES without/, withoutEnvelope],
      ['scan', 'Select COUNT with a projection is refused', withoutEnvelope],
      [
        'member-rejections',
        'Query refuses a Select that there is not',
        'ValidationException: Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES',
      ],
    ],
  },
  {
    fact: "A scan returns partitions in the service's order, which is that of their hashes.",
    rows: [['scan', 'partitions come in the order of their hashes', '[0]: expected "f", got "b"']],
  },
  {
    fact: 'A start key of another segment is rejected; the message has the segment.',
    rows: [
      [
        'scan',
        'a start key of another segment is refused',
        'ValidationException: Exclusive start key must lie within the segment',
      ],
    ],
  },
  {
    fact: 'Segment and TotalSegments are checked as parameters; if one is missing, the message names it.',
    rows: [
      [
        'scan',
        'a segment without the number of segments is refused',
        'ValidationException: If segment is specified, total segment must also be specified',
      ],
      [
        'scan',
        'a number of segments without a segment is refused',
        'ValidationException: If total segments is specified, a particular segment must also be specified for this request',
      ],
      [
        'scan',
        /^(a segment beyond the number of segments|a negative segment|a number of segments of 0) is refused$/,
        /^ValidationException: 1 validation error detected: Value '(2|-1|0)' at 'segment' failed to satisfy constraint: Member must have value less than or equal to (1|-1)$/,
      ],
      [
        'scan',
        'a number of segments beyond a million is refused',
        "ValidationException: 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
      ],
    ],
  },
];
