import type { Output, TableDescription } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { createTableInput } from './create-table-input.ts';
import { type Request, tableErrorTranslation } from './request.ts';

/** Builds the request that creates the table. */
export function createTableRequest(entity: AnyEntity): Request<'CreateTable', void> {
  return {
    operation: 'CreateTable',
    input: createTableInput(entity),
    entities: [],
    decode: () => {},
    translateError: (error) => error,
  };
}

/** Builds the request that describes a table. */
export function describeTableRequest(table: string): Request<'DescribeTable', TableDescription> {
  return {
    operation: 'DescribeTable',
    input: { TableName: table },
    entities: [],
    decode: ({ Table = {} }) => Table,
    translateError: tableErrorTranslation(table),
  };
}

/** Builds the request that describes a table's time to live. */
export function describeTimeToLiveRequest(
  table: string,
): Request<'DescribeTimeToLive', Output<'DescribeTimeToLive'>['TimeToLiveDescription']> {
  return {
    operation: 'DescribeTimeToLive',
    input: { TableName: table },
    entities: [],
    decode: ({ TimeToLiveDescription }) => TimeToLiveDescription,
    translateError: tableErrorTranslation(table),
  };
}

/** Builds the request that turns a table's time to live on. */
export function enableTimeToLiveRequest(table: string, attribute: string): Request<'UpdateTimeToLive', void> {
  return {
    operation: 'UpdateTimeToLive',
    input: { TableName: table, TimeToLiveSpecification: { Enabled: true, AttributeName: attribute } },
    entities: [],
    decode: () => {},
    translateError: tableErrorTranslation(table),
  };
}

/** Builds the request that deletes the table with all its items. */
export function deleteTableRequest({ table }: AnyEntity): Request<'DeleteTable', void> {
  return {
    operation: 'DeleteTable',
    input: { TableName: table },
    entities: [],
    decode: () => {},
    translateError: tableErrorTranslation(table),
  };
}
