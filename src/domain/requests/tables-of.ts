import { tableInArn } from '../arn.ts';
import type { Input, OperationName } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { tableOfStatement } from './table-of-statement.ts';

/** Members of inputs that name a table. */
const nameMembers = ['TableName', 'GlobalTableName', 'SourceTableName', 'TargetTableName'];
/** Members of inputs that have the ARN of a table or of something that belongs to one. */
const arnMembers = [
  'TableArn',
  'SourceTableArn',
  'ResourceArn',
  'StreamArn',
  'BackupArn',
  'ExportArn',
  'ImportArn',
  'BulkOperationArn',
];

/**
 * Returns the names of the tables in a request, each once, also those of batches, transactions, ARNs and PartiQL statements; none
 * if the request names no table.
 */
export function tablesOf(input: Input<OperationName>): readonly string[] {
  const request: unknown = input;
  if (!isRecord(request)) return [];
  const { RequestItems, TransactItems, Statement, Statements, TransactStatements, TableCreationParameters } = request;
  const named = [...nameMembers.map((name) => request[name]), ...inParameters(TableCreationParameters)].map(tableName);
  const inArns = arnMembers.map((name) => inArn(request[name]));
  const inBatch = isRecord(RequestItems) ? Object.keys(RequestItems).map(tableName) : [];
  const inTransaction = listOf(TransactItems).flatMap((action) => (isRecord(action) ? Object.values(action) : []));
  const statements = [Statement, ...[...listOf(Statements), ...listOf(TransactStatements)].map(statementIn)];
  const names = [
    ...named,
    ...inArns,
    ...inBatch,
    ...inTransaction.flatMap(inParameters).map(tableName),
    ...statements.map((statement) =>
      tableName(typeof statement === 'string' ? tableOfStatement(statement) : undefined),
    ),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function tableName(nameOrArn: unknown): string | undefined {
  return typeof nameOrArn === 'string' ? (tableInArn(nameOrArn) ?? nameOrArn) : undefined;
}

function inArn(arn: unknown): string | undefined {
  return typeof arn === 'string' ? tableInArn(arn) : undefined;
}

function inParameters(parameters: unknown): readonly unknown[] {
  return isRecord(parameters) ? [parameters.TableName] : [];
}

function statementIn(entry: unknown): unknown {
  return isRecord(entry) ? entry.Statement : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
