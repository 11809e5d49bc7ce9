import type { DifferenceRow, KnownDifference } from '../known-difference.ts';
import { internalFailure } from './outcomes.ts';

const rejects = (request: string, outcome: DifferenceRow[2]): DifferenceRow => [
  'stream-rejections',
  `the service rejects ${request}`,
  outcome,
];
const noStream = 'ResourceNotFoundException: Stream does not exist';
const noShard = 'ResourceNotFoundException: Shard does not exist';

/** How DynamoDB Local differs in streams. */
export const streamDifferences: readonly KnownDifference[] = [
  {
    // Observed: DynamoDB Local 3.3.1, 2026-11-30, in one of two runs of all suites; its numbers are those of all tables.
    fact: 'An iterator can start at the first number of a shard.',
    isOccasional: true,
    rows: [
      [
        'shard-iterators',
        'AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER accept the first number of a shard',
        /^TrimmedDataAccessException: /,
      ],
    ],
  },
  {
    fact: 'The ARN of a stream has a form; other texts are a ValidationException.',
    rows: [
      rejects('ListStreams with a start that is not the ARN of a stream', 'succeeded: {Streams: []}'),
      rejects('DescribeStream with a text that is not an ARN', /^ResourceNotFoundException: .* not found$/),
      rejects('GetShardIterator with a text that is not an ARN', noStream),
    ],
  },
  {
    fact: 'The messages on an unknown stream and shard begin with "Requested resource not found: ".',
    rows: [
      rejects('GetShardIterator of an unknown stream', noStream),
      rejects('GetShardIterator of an unknown shard', noShard),
    ],
  },
  {
    fact: 'A shard id has 28 characters or more, and the types of iterators are an enumeration.',
    rows: [
      rejects('GetShardIterator with a shard id that is too short', noShard),
      rejects('GetShardIterator with an unknown type', internalFailure),
    ],
  },
  {
    fact: 'A sequence number that is not of the shard is a ValidationException, however great it is.',
    rows: [rejects('GetShardIterator with a sequence number after those of the shard', internalFailure)],
  },
  {
    fact: 'The messages on a view type that is missing or too much name the request.',
    rows: [
      [
        'stream-rejections',
        /^(Create|Update)Table rejects (an enabled stream without|a disabled stream with) a view type$/,
        /^ValidationException: Invalid StreamViewType: Stream /,
      ],
    ],
  },
  {
    fact: 'A stream setting excludes throughput and new indexes.',
    rows: [
      [
        'stream-rejections',
        'UpdateTable rejects a stream setting beside throughput or a new index',
        /^succeeded: \{TableDescription: /,
      ],
    ],
  },
  {
    fact: 'The messages on enabling an enabled stream and disabling none name the table.',
    rows: [
      [
        'streams',
        /^UpdateTable rejects to enable an enabled stream/,
        'ValidationException: Table already has an enabled stream',
      ],
    ],
  },
  {
    fact: 'An event id has 32 hexadecimal digits, and sequence numbers grow by more than one.',
    rows: [
      [
        'stream-records',
        'a record describes its change',
        /^the event id is [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      ],
      [
        'stream-records',
        /^event ids differ and sequence numbers of 21 to 40 digits grow/,
        /^the sequence numbers are \d{21}, \d{21}, \d{21}$/,
      ],
    ],
  },
  {
    fact: 'The number in an iterator is written 1.',
    rows: [
      [
        'shard-iterators',
        'an iterator is the ARN of the stream, the number 1 and base64 text',
        '[1]: expected "1", got "001"',
      ],
    ],
  },
  {
    fact: 'GetRecords returns at most 1 MB of records.',
    rows: [
      [
        'shard-iterators',
        'GetRecords returns at most 1 MB of records',
        /^expected \["a", "b"\], got \["a", "b", "c"\]$/,
      ],
    ],
  },
];
