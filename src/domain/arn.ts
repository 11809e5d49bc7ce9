/** The ARN of a table, or of something that belongs to a table, in its parts. */
export interface TableArn {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly table: string;
  /** What belongs to the table; `undefined` for the table itself. */
  readonly part: TablePart | undefined;
}

/** What belongs to a table and has an ARN of its own. */
export interface TablePart {
  readonly kind: 'backup' | 'export' | 'import' | 'index' | 'stream';
  /** The name of an index, the label of a stream, the id of the others. */
  readonly name: string;
}

/** The Region and account of an ARN. */
export interface ArnOwner {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** Returns the ARN of a table, in the partition `aws`. */
export function toTableArn({ region, accountId }: ArnOwner, table: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}

/** Returns the ARN of what belongs to a table. */
export function toPartArn(tableArn: string, { kind, name }: TablePart): string {
  return `${tableArn}/${kind}/${name}`;
}

/**
 * Parses the ARN of a table, index, stream, backup, export or import, such as
 * `arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/byDay`.
 *
 * @returns `undefined` if the text is another ARN or none.
 */
export function parseTableArn(text: string): TableArn | undefined {
  const [, partition, region, accountId, table, kind, name] = pattern.exec(text) ?? [];
  if (partition === undefined || region === undefined || accountId === undefined || table === undefined)
    return undefined;
  // The pattern has exactly the kinds of parts.
  const part = kind === undefined || name === undefined ? undefined : { kind: kind as TablePart['kind'], name };
  return { partition, region, accountId, table, part };
}

const pattern =
  /^arn:([^:/]+):dynamodb:([^:/]*):([^:/]*):table\/([^/]+)(?:\/(backup|export|import|index|stream)\/([^/]+))?$/;

/**
 * Returns the name of the table in the ARN of a table or of anything that belongs to one.
 *
 * @returns `undefined` if the text is not such an ARN.
 */
export function tableInArn(text: string): string | undefined {
  return /^arn:[^:/]+:dynamodb:[^:/]*:[^:/]*:table\/([^/]+)/.exec(text)?.[1];
}

/** Returns whether a text is the ARN of a table's stream, whether or not the stream exists. */
export function isStreamArn(text: string): boolean {
  return parseTableArn(text)?.part?.kind === 'stream';
}
