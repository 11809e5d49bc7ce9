import type { OperationName, Output } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';

/** Returns the capacity units that an output reports, of all its tables; `undefined` if it reports none. */
export function unitsOf(output: Output<OperationName>): number | undefined {
  const { ConsumedCapacity }: Readonly<Record<string, unknown>> = isRecord(output) ? output : {};
  const reported = [ConsumedCapacity].flat().flatMap((consumed) => {
    const units = isRecord(consumed) ? consumed.CapacityUnits : undefined;
    return typeof units === 'number' ? [units] : [];
  });
  return reported.length === 0 ? undefined : reported.reduce((sum, units) => sum + units, 0);
}
