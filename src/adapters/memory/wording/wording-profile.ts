import { olderWording, readWording, type Wording, writeWording } from './validation-errors.ts';

/**
 * Which texts an account reports. `current`: those of most Regions, operation by operation. `older`: those that eu-south-2
 * and me-central-1 report on every operation (Observed: October 2026, behaviour §0).
 */
export type WordingName = (typeof wordingNames)[number];

/** All names of wordings. */
export const wordingNames = ['current', 'older'] as const;

/** The operations whose texts differ between the two. */
export type WordedOperation =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateItem';

/** What distinguishes Regions with one wording from those with another. */
export interface WordingProfile extends Readonly<Record<WordedOperation, Wording>> {
  /** Whether the members of every request are described in the older form: all together, with their values. */
  readonly membersInOlderForm: boolean;
  /** Whether UpdateItem counts the size of an update expression itself (behaviour §1). */
  readonly measuresUpdates: boolean;
}

const ofFilter: Pick<Wording, 'valueExpressions'> = { valueExpressions: ['FilterExpression'] };
const ofQuery: typeof ofFilter = { valueExpressions: ['FilterExpression', 'KeyConditionExpression'] };
const older: Wording = { ...olderWording, reportsExpressionSize: true };
/** Inferred from DynamoDB Local 3.3.1, which reports in the older layer's words: that writes list their expressions. */
const olderWithCondition: Wording = { ...older, valueExpressions: ['ConditionExpression'] };

/** The profiles by name. */
export const wordingProfiles: Readonly<Record<WordingName, WordingProfile>> = {
  current: {
    PutItem: writeWording,
    UpdateItem: writeWording,
    DeleteItem: writeWording,
    GetItem: readWording,
    BatchGetItem: readWording,
    Query: { ...readWording, ...ofQuery },
    Scan: { ...readWording, ...ofFilter },
    BatchWriteItem: olderWording,
    TransactWriteItems: olderWording,
    TransactGetItems: olderWording,
    membersInOlderForm: false,
    measuresUpdates: true,
  },
  older: {
    PutItem: olderWithCondition,
    UpdateItem: { ...older, valueExpressions: ['UpdateExpression', 'ConditionExpression'] },
    DeleteItem: olderWithCondition,
    GetItem: older,
    BatchGetItem: older,
    Query: { ...older, ...ofQuery },
    Scan: { ...older, ...ofFilter },
    BatchWriteItem: older,
    TransactWriteItems: older,
    TransactGetItems: older,
    membersInOlderForm: true,
    measuresUpdates: false,
  },
};
