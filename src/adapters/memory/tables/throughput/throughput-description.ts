import type { TableDescription } from '../../../../domain/dynamodb.ts';
import type { Capacity, ThroughputSettings } from '../../account/billing.ts';
import { decreasesToday } from './decreases-today.ts';
import { warmThroughput } from './warm-throughput.ts';

/** The throughput of a table or global secondary index. */
export interface DescribedThroughput {
  /** `undefined` for on-demand billing. */
  readonly capacity: Capacity | undefined;
  readonly settings: ThroughputSettings | undefined;
  /** After the update in progress; `undefined` if none changes them. */
  readonly nextSettings: ThroughputSettings | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
}

type Described = Pick<TableDescription, 'ProvisionedThroughput' | 'OnDemandThroughput'> & {
  WarmThroughput: { ReadUnitsPerSecond: number; WriteUnitsPerSecond: number; Status: 'ACTIVE' | 'UPDATING' };
};

/** Returns the members of a description that are about throughput. */
export function throughputDescription({ capacity, settings, nextSettings, nowMs }: DescribedThroughput): Described {
  const { increasedAtMs, decreasedAtMs, maximum } = settings ?? {};
  const warm = warmThroughput(capacity, settings?.warm);
  const nextWarm = nextSettings?.warm && warmThroughput(capacity, nextSettings.warm);
  const isWarming = nextWarm !== undefined && (nextWarm.read !== warm.read || nextWarm.write !== warm.write);
  return {
    ProvisionedThroughput: {
      ...(increasedAtMs !== undefined && { LastIncreaseDateTime: new Date(increasedAtMs) }),
      ...(decreasedAtMs !== undefined && { LastDecreaseDateTime: new Date(decreasedAtMs) }),
      NumberOfDecreasesToday: decreasesToday(settings, nowMs),
      ReadCapacityUnits: capacity?.read ?? 0,
      WriteCapacityUnits: capacity?.write ?? 0,
    },
    ...((maximum?.read ?? maximum?.write) !== undefined && {
      OnDemandThroughput: onDemandThroughput(maximum?.read, maximum?.write),
    }),
    WarmThroughput: {
      ReadUnitsPerSecond: warm.read,
      WriteUnitsPerSecond: warm.write,
      Status: isWarming ? 'UPDATING' : 'ACTIVE',
    },
  };
}

/** Returns on-demand maxima, of which those that are `undefined` are left out. */
export function onDemandThroughput(
  read: number | undefined,
  write: number | undefined,
): NonNullable<TableDescription['OnDemandThroughput']> {
  return {
    ...(read !== undefined && { MaxReadRequestUnits: read }),
    ...(write !== undefined && { MaxWriteRequestUnits: write }),
  };
}
