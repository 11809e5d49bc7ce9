import type { TableDescription } from '../../domain/dynamodb.ts';
import { excerpt } from '../../domain/excerpt.ts';
import { isRecord } from '../../domain/is-record.ts';
import { createTableInput } from '../recreate-table.ts';
import { UsageError } from '../usage-error.ts';
import type { TableFile, TableInFile } from './table-in-file.ts';
import { elementsOf, type Properties, propertiesOf } from './unresolved.ts';

/**
 * Returns the tables of a file with one entry or a list of them. An entry is an input of CreateTable, an output of
 * DescribeTable or CreateTable, or a description in it.
 *
 * @throws UsageError - an entry is something else.
 */
export function parseEntries(file: unknown): TableFile {
  return { tables: [file].flat().map((entry, index) => parseEntry(entry, index + 1)), parameters: [] };
}

function parseEntry(entry: unknown, number: number): TableInFile {
  if (!isRecord(entry)) throw new UsageError(`entry ${number}: it is not a CreateTable request`);
  const description = descriptionIn(entry);
  const input = description === undefined ? entry : fromDescription(description);
  const name = typeof input.TableName === 'string' ? ` (${excerpt(input.TableName)})` : '';
  const hasReplicas = elementsOf(description?.Replicas).length > 0;
  return { location: `entry ${number}${name}`, input, settings: hasReplicas ? [{ name: 'Replicas' }] : [] };
}

function descriptionIn(entry: Properties): Properties | undefined {
  const { Table, TableDescription = Table } = entry;
  if (isRecord(TableDescription)) return TableDescription;
  return 'TableArn' in entry || 'TableStatus' in entry ? entry : undefined;
}

function fromDescription(description: Properties): Properties {
  const { GlobalSecondaryIndexes: indexes } = description;
  const withIndexes = Array.isArray(indexes)
    ? { ...description, GlobalSecondaryIndexes: indexes.map((index) => withoutUnlimited(propertiesOf(index))) }
    : description;
  return createTableInput(withoutUnlimited(withIndexes) as TableDescription); // the memory adapter validates the result
}

/** Leaves out an on-demand throughput without limits: -1 means no limit. */
function withoutUnlimited({ OnDemandThroughput, ...others }: Properties): Properties {
  const isLimited = Object.values(propertiesOf(OnDemandThroughput)).some((units) => units !== -1);
  return isLimited ? { ...others, OnDemandThroughput } : others;
}
