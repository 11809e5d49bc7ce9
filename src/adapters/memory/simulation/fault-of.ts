import { describeType } from '../../../domain/describe-type.ts';
import { DynarepoError, ServiceError } from '../../../domain/errors.ts';
import { checkArgument, checkOptions } from '../../../domain/options.ts';
import { suggestion } from '../../../domain/suggestion.ts';
import { entryCount, type Fault, type FaultRequest, type Faults } from './faults.ts';

/**
 * Returns the fault of a request: the error to throw, or the number of entries that a batch leaves unprocessed.
 *
 * @throws DynarepoError - `BAD_INPUT`: `faults` returns something else than a fault or `undefined`.
 */
export function faultOf(faults: Faults | undefined, request: FaultRequest): ServiceError | number | undefined {
  const fault = faults?.(request);
  if (fault === undefined) return undefined;
  if (typeof fault !== 'object' || fault === null || !('kind' in fault)) {
    const hint = 'such as throttled(), or undefined';
    throw new DynarepoError('BAD_INPUT', `faults must return a fault, ${hint}, but returns ${describeType(fault)}`);
  }
  switch (fault.kind) {
    case 'error':
      return errorOf(fault, request);
    case 'unprocessed':
      return entriesOf(fault);
    default: {
      const kind = String(Reflect.get(fault satisfies never, 'kind'));
      const hint = suggestion(kind, ['error', 'unprocessed']);
      throw new DynarepoError('BAD_INPUT', `a fault is of the kind error or unprocessed, not ${kind}${hint}`);
    }
  }
}

function errorOf(fault: Fault & { readonly kind: 'error' }, { operation }: FaultRequest): ServiceError {
  checkOptions('a fault of the kind error', fault, { kind: true, error: true });
  const error: unknown = typeof fault.error === 'function' ? fault.error(operation) : fault.error;
  if (error instanceof ServiceError) return error;
  throw new DynarepoError(
    'BAD_INPUT',
    `a fault needs a ServiceError, or a function that returns one, as its error, but has ${describeType(error)}`,
  );
}

function entriesOf(fault: Fault & { readonly kind: 'unprocessed' }): number {
  checkOptions('a fault of the kind unprocessed', fault, { kind: true, entries: true });
  checkArgument('the option entries of a fault', fault.entries, entryCount);
  return fault.entries;
}
