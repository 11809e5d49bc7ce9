import type { KnownDifference } from '../known-difference.ts';
import { internalFailure, limitTooSmall, withoutPrefix } from './outcomes.ts';

const startKeySize = "ValidationException: Exclusive Start Key must have same size as table's key schema";
const startKeyType = 'ValidationException: Type mismatch for attribute to update';
const startKeyRange = 'ValidationException: The provided starting key does not match the range key predicate';
const servedEmpty = 'succeeded: {Count: 0, Items: [], ScannedCount: 0}';
const notScalar = `ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk`;
const missedElement = 'ValidationException: Query condition missed key schema element';

/** Differences of DynamoDB Local in queries and scans. */
export const queryDifferences: readonly KnownDifference[] = [
  {
    fact: 'A page is measured before the filter is applied.',
    rows: [['pages', 'a page ends after about 1 MB, even if no item passes the filter', '[1]: expected 11, got 13']],
  },
  {
    fact: 'A limit with a fraction is truncated, and a limit beyond 32 bits is capped.',
    rows: [
      ['pages', 'Limit is a 32-bit integer: fractions are dropped and larger numbers are capped', internalFailure],
      ['query-rejections', /^a limit of 0\.5, which is truncated to 0, is rejected$/, limitTooSmall],
    ],
  },
  {
    fact: 'A limit of 0 is rejected with a message on the member, together with other violations.',
    rows: [
      ['query-rejections', 'a limit of 0 is rejected', limitTooSmall],
      ['scan', /^a limit of 0 /, limitTooSmall],
      ['validation-order', 'reports a limit of 0 before a syntax error in the key condition', limitTooSmall],
    ],
  },
  {
    fact: 'The message on a key condition without a key attribute names the attribute.',
    rows: [
      ['index-rejections', 'a query rejects a key condition on the key of the table', missedElement],
      [
        'query-rejections',
        /^(sk = :v|a = :v|pk = :pk AND a = :v) is rejected on a table with a sort key/,
        missedElement,
      ],
    ],
  },
  {
    fact: 'The message on a key condition with too many clauses has the number of clauses and of key attributes.',
    rows: [
      [
        'query-rejections',
        /^pk = :pk AND sk = :v AND a = :v is rejected/,
        'ValidationException: Conditions can be of length 1 or 2 only',
      ],
      [
        'query-rejections',
        /^pk = :pk AND a = :v is rejected on a table without a sort key/,
        'ValidationException: Query key condition not supported',
      ],
      [
        'multi-attribute-keys',
        /AND built = :n AND street = :s AND a = :s is rejected$/,
        'ValidationException: Query key condition not supported',
      ],
    ],
  },
  {
    fact: 'A key condition on a nested attribute has its own message.',
    rows: [['query-rejections', /^pk = :pk AND sk(\.a|\[0\]) = :v is rejected/, notScalar]],
  },
  {
    fact: 'The message on a start key that does not match the schema has no details, except for an index, where it names the attribute.',
    rows: [
      ['query-rejections', /^a start key (without the sort key|with an extra attribute) is rejected/, startKeySize],
      ['query-rejections', /^a start key of the wrong type is rejected/, startKeyType],
      ['scan', /^a start key (without the sort key|with an extra attribute) is rejected/, startKeySize],
      ['scan', /^a start key of the wrong type on a table without indexes is rejected/, startKeyType],
      [
        'index-rejections',
        'a scan of an index rejects a start key of the wrong type with its own message',
        startKeyType,
      ],
    ],
  },
  {
    fact: 'A start key of another partition is rejected as outside the query, or because the query can return at most one row.',
    rows: [['query-rejections', /^a start key of another (partition|item)/, startKeyRange]],
  },
  {
    fact: 'A query for one item cannot be restarted.',
    rows: [['query-rejections', /^a start key in a query for a single item is rejected/, servedEmpty]],
  },
  {
    fact: 'The message on a start key has the prefix for start keys if a value is without a type, and no prefix if a key value is empty.',
    rows: [
      [
        'query-rejections',
        /^a start key with an empty key value is rejected/,
        (expected) => expected.replace(': One', ': The provided starting key is invalid: One'),
      ],
      [
        'query-rejections',
        /^a start key with a value without a type is rejected/,
        (expected) => expected.replace('The provided starting key is invalid: ', ''),
      ],
    ],
  },
  {
    fact: 'The messages of Query and Scan on Select have the prefix "1 validation error detected: ".',
    rows: [
      ['query-rejections', /^Select /, withoutPrefix],
      ['scan', /^Select (SPECIFIC|ALL_PROJECTED)_ATTRIBUTES without/, withoutPrefix],
      ['scan', 'Select COUNT with a projection is rejected', withoutPrefix],
      [
        'member-rejections',
        'Query rejects an unknown Select',
        'ValidationException: Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES',
      ],
    ],
  },
  {
    fact: 'A scan returns partitions in the order of the hashes that the service calculates.',
    rows: [['scan', 'returns partitions in the order of their hashes', '[0]: expected "f", got "b"']],
  },
  {
    fact: 'The message on a start key of another segment contains the segment.',
    rows: [
      [
        'scan',
        'a start key of another segment is rejected',
        'ValidationException: Exclusive start key must lie within the segment',
      ],
    ],
  },
  {
    fact: 'Segment and TotalSegments are rejected with messages on the members, and the message on a missing one contains its name.',
    rows: [
      [
        'scan',
        'Segment without TotalSegments is rejected',
        'ValidationException: If segment is specified, total segment must also be specified',
      ],
      [
        'scan',
        'TotalSegments without Segment is rejected',
        'ValidationException: If total segments is specified, a particular segment must also be specified for this request',
      ],
      [
        'scan',
        /^(a Segment equal to TotalSegments|a negative Segment|TotalSegments of 0) is rejected$/,
        /^ValidationException: 1 validation error detected: Value '(2|-1|0)' at 'segment' failed to satisfy constraint: Member must have value less than or equal to (1|-1)$/,
      ],
      [
        'scan',
        'TotalSegments above 1,000,000 is rejected',
        "ValidationException: 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
      ],
    ],
  },
];
