import type { TableDescription } from '../../../../domain/dynamodb.ts';
import type { Capacity } from '../../account/billing.ts';
import { onDemandThroughput } from '../throughput/throughput-description.ts';
import { noMaximum } from '../throughput/throughput-settings.ts';
import type { RequestedUpdate } from './requested-update.ts';

/** Returns the description in the output of UpdateTable, which repeats the -1 of an on-demand maximum that is removed (api §1.2). */
export function withRemovedMaxima(description: TableDescription, requested: RequestedUpdate): TableDescription {
  if (requested.kind !== 'capacity') return description;
  const { GlobalSecondaryIndexes } = description;
  return {
    ...withRemoved(description, requested.maximum),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) =>
        withRemoved(index, requested.indexes.find(({ indexName }) => indexName === index.IndexName)?.maximum),
      ),
    }),
  };
}

function withRemoved<Described extends Pick<TableDescription, 'OnDemandThroughput'>>(
  described: Described,
  maximum: Partial<Capacity> | undefined,
): Described {
  const removed = (units: number | undefined) => (units === noMaximum ? units : undefined);
  const [read, write] = [removed(maximum?.read), removed(maximum?.write)];
  if ((read ?? write) === undefined) return described;
  return { ...described, OnDemandThroughput: { ...described.OnDemandThroughput, ...onDemandThroughput(read, write) } };
}
