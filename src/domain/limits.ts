/**
 * The service's quotas, each with its unit.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */

/** Bytes of an item: names and values of all attributes. */
export const itemSizeLimitBytes = 409_600;
/** Bytes of a partition key value. */
export const partitionKeyLimitBytes = 2048;
/** Bytes of a sort key value. */
export const sortKeyLimitBytes = 1024;
/** Bytes of an attribute's name. */
export const attributeNameLimitBytes = 65_535;
/** Bytes of the name of a key attribute of a table or index. */
export const keyNameLimitBytes = 255;
/** Levels of lists and maps around a value; one more is rejected. */
export const nestingLimit = 31;
/** Significant digits of a number. */
export const numberPrecision = 38;
/** Minimum power of ten of a number's first digit: 1E-130. */
export const numberMinExponent = -130;
/** Maximum power of ten of a number's first digit: 9.99…E+125. */
export const numberMaxExponent = 125;

/** Bytes of one expression's text. */
export const expressionLimitBytes = 4096;
/** Operators in one expression; functions and parentheses do not count. */
export const expressionOperatorLimit = 300;
/** Operands of `IN`, including the left one. */
export const inOperandLimit = 100;
/** Elements of a document path. */
export const pathDepthLimit = 32;
/** Bytes of a placeholder, including its `#` or `:`. */
export const placeholderLimitBytes = 255;
/** Bytes of all expression attribute names and values together. */
export const substitutionLimitBytes: number = 2 * 1024 * 1024;

/** Bytes that one page of a query or scan evaluates; the item that exceeds the limit is still included. */
export const pageLimitBytes: number = 1024 * 1024;
/** Keys of one BatchGetItem. */
export const batchGetLimit = 100;
/** Puts and deletes of one BatchWriteItem. */
export const batchWriteLimit = 25;
/** Bytes of the input or output of one batch. */
export const batchLimitBytes: number = 16 * 1024 * 1024;

/** Actions of one transaction, and reads of one. */
export const transactionActionLimit = 100;
/** Bytes of the items, keys and values in the actions of one transaction, and of the items that one reads. */
export const transactionLimitBytes: number = 4 * 1024 * 1024;
/** Milliseconds for which the token of a transaction is remembered. */
export const tokenLifetimeMs = 600_000;

/** Bytes that one read capacity unit covers. */
export const readUnitBytes = 4096;
/** Bytes that one write capacity unit covers. */
export const writeUnitBytes = 1024;

/** Attributes of the partition key of a global secondary index, and of its sort key. */
export const indexKeyAttributesLimit = 4;

/** Milliseconds for which a stream holds a record. */
export const streamRetentionMs: number = 24 * 60 * 60 * 1000;
/** Milliseconds for which a shard iterator can be used. */
export const shardIteratorLifetimeMs: number = 15 * 60 * 1000;
/** Records of one GetRecords. */
export const streamRecordsLimit = 1000;
/** Bytes of the records of one GetRecords. */
export const streamRecordsLimitBytes: number = 1024 * 1024;
/** Streams of one ListStreams, and shards of one DescribeStream. */
export const streamPageLimit = 100;

/** Local secondary indexes of a table. */
export const localSecondaryIndexLimit = 5;
/** Global secondary indexes of a table: the default quota. */
export const globalSecondaryIndexLimit = 20;
/** Decreases of the provisioned throughput of a table or index on a UTC day that need no delay between them. */
export const throughputDecreasesLimit = 4;
/** Milliseconds after the last decrease until a further one on the same day. */
export const throughputDecreaseDelayMs: number = 60 * 60 * 1000;
/** Provisioned read capacity units of a table or index, and write capacity units: the default quota. */
export const tableCapacityLimit = 40_000;
/** Provisioned read capacity units of all tables and indexes of an account, and write capacity units: the default quota. */
export const accountCapacityLimit = 80_000;
/** Switches of a table to on-demand billing within {@link onDemandSwitchWindowMs}. */
export const onDemandSwitchLimit = 4;
/** Milliseconds. */
export const onDemandSwitchWindowMs: number = 24 * 60 * 60 * 1000;
/** Changes of a table's class within {@link tableClassChangeWindowMs}. */
export const tableClassChangeLimit = 2;
/** Milliseconds. */
export const tableClassChangeWindowMs: number = 30 * 24 * 60 * 60 * 1000;
/** Changes of a table's encryption within {@link encryptionChangeWindowMs} that need no delay between them. */
export const encryptionChangeLimit = 4;
/** Milliseconds. */
export const encryptionChangeWindowMs: number = 24 * 60 * 60 * 1000;
/** Milliseconds after the last change of a table's encryption until a further one in the same window. */
export const encryptionChangeDelayMs: number = 6 * 60 * 60 * 1000;
/** Milliseconds between two changes of a table's deletion protection. */
export const deletionProtectionDelayMs = 15_000;
/** Tags of a table. */
export const tagLimit = 50;
/** Characters of a tag's key. */
export const tagKeyLimit = 128;
/** Characters of a tag's value. */
export const tagValueLimit = 256;
/** Milliseconds that must pass between two changes of a table's time to live; half of what the documentation says. Observed: October 2026. */
export const timeToLiveIntervalMs: number = 30 * 60 * 1000;
/** Milliseconds after which an expired item is no longer deleted: five years. Inferred: of 365 days. */
export const longestExpiryMs: number = 5 * 365 * 24 * 60 * 60 * 1000;
/** Projected non-key attributes of all indexes of a table. */
export const projectedAttributesLimit = 100;
