import type { DifferenceRow, KnownDifference } from '../known-difference.ts';
import { noSuchTable } from './outcomes.ts';

const otherAttribute = 'ValidationException: TimeToLive is active on a different AttributeName';
const noAttribute = 'ValidationException: AttributeName cannot be null when time to live is being enabled';
const badAttribute =
  'ValidationException: Names of key attributes and attributes projected into an index must be between 1 and 255 characters, inclusive';

/** Invalid changes of a table's time to live, and how DynamoDB Local reports them. */
const messages: Readonly<Record<string, string>> = {
  'enabling it for another attribute': otherAttribute,
  'disabling it for another attribute': otherAttribute,
  'a change without an attribute': noAttribute,
  'a change that neither enables nor disables': noAttribute,
  'a request without a change': 'ValidationException: TimeToLiveSpecification cannot be null',
  'an attribute name of 256 characters': badAttribute,
  'an empty attribute name': badAttribute,
};

/** Differences of DynamoDB Local in tags and time to live. */
export const tableSettingDifferences: readonly KnownDifference[] = [
  {
    fact: 'Tables have tags.',
    rows: [['tags', /./, /UnknownOperationException: Tagging is not currently supported in DynamoDB Local\.$/]],
  },
  {
    fact: 'UpdateTimeToLive has a different message for each violation.',
    rows: Object.entries(messages).map(
      ([what, message]): DifferenceRow => ['time-to-live', `rejects ${what}`, message],
    ),
  },
  {
    fact: 'Time to live cannot be changed twice within a fixed interval.',
    rows: [['time-to-live', 'rejects a second change within a fixed interval', /^succeeded: /]],
  },
  {
    fact: 'The message on a missing table contains its name.',
    rows: [['time-to-live', /rejects the name of an unknown table/, noSuchTable]],
  },
];
