import type { Input, OperationName, Output, TableDescription } from '../../domain/dynamodb.ts';
import type { Table } from '../../domain/entity/table.ts';
import { createTableInput } from './create-table-input.ts';
import { type Request, tableErrorTranslation } from './request.ts';

/** Builds the request that creates the table. */
export function createTableRequest(table: Table): Request<'CreateTable', void> {
  return { ...changeRequest(table.name, 'CreateTable', createTableInput(table)), translateError: (error) => error };
}

/** Builds the request that describes a table. */
export function describeTableRequest(table: string): Request<'DescribeTable', TableDescription> {
  const request = outputRequest(table, 'DescribeTable', { TableName: table });
  return { ...request, decode: ({ Table = {} }) => Table };
}

/** Builds a request about a table that returns the output. */
export function outputRequest<N extends OperationName>(
  table: string,
  operation: N,
  input: Input<N>,
): Request<N, Output<N>> {
  return { operation, input, entities: [], decode: (output) => output, translateError: tableErrorTranslation(table) };
}

/** Builds a request that changes a table. */
export function changeRequest<N extends OperationName>(table: string, operation: N, input: Input<N>): Request<N, void> {
  return { ...outputRequest(table, operation, input), decode: () => {} };
}
