import { describeType } from '../../../domain/describe-type.ts';
import { DynarepoError, ServiceError } from '../../../domain/errors.ts';
import { checkArgument, checkOptions } from '../../../domain/options.ts';
import { suggestion } from '../../../domain/suggestion.ts';
import { noFailures, type Simulation } from '../request-environment.ts';
import { actionNumbers, entryCount, type Fault, type FaultRequest, type Faults } from './faults.ts';

/**
 * Returns the fault of a request: the error to throw, or what is simulated in its execution.
 *
 * @throws DynarepoError - `BAD_INPUT`: `faults` returns something else than a fault or `undefined`.
 */
export function faultOf(faults: Faults, request: FaultRequest): ServiceError | Simulation {
  const fault = faults(request);
  if (fault === undefined) return noFailures;
  if (typeof fault !== 'object' || fault === null || !('kind' in fault)) {
    const hint = 'such as throttled(), or undefined';
    throw new DynarepoError('BAD_INPUT', `faults must return a fault, ${hint}, but returns ${describeType(fault)}`);
  }
  checkMembers(fault);
  switch (fault.kind) {
    case 'error':
      return errorOf(fault.error, request);
    case 'unprocessed':
      checkArgument('the option entries of a fault', fault.entries, entryCount);
      return { ...noFailures, unprocessedEntries: fault.entries };
    case 'transaction-conflict':
      return { ...noFailures, conflictingActions: fault.actions ?? [0] };
    case 'transaction-in-progress':
      return { ...noFailures, isTokenInUse: true };
    default:
      return fault satisfies never;
  }
}

/** The members of each kind of fault. */
const members = {
  error: { kind: true, error: true },
  unprocessed: { kind: true, entries: true },
  'transaction-conflict': { kind: true, actions: { ...actionNumbers, expected: 'an array of whole numbers from 0' } },
  'transaction-in-progress': { kind: true },
} as const satisfies { readonly [Kind in Fault['kind']]: object };

function checkMembers(fault: Fault): void {
  const kinds = Object.keys(members);
  if (!kinds.includes(fault.kind)) {
    const kind = String(Reflect.get(fault, 'kind'));
    throw new DynarepoError(
      'BAD_INPUT',
      `a fault is of the kind ${kinds.join(', ')}, not ${kind}${suggestion(kind, kinds)}`,
    );
  }
  checkOptions<object>(`a fault of the kind ${fault.kind}`, fault, members[fault.kind]);
}

function errorOf(source: unknown, { operation }: FaultRequest): ServiceError {
  const error: unknown = typeof source === 'function' ? source(operation) : source;
  if (error instanceof ServiceError) return error;
  throw new DynarepoError(
    'BAD_INPUT',
    `a fault needs a ServiceError, or a function that returns one, as its error, but has ${describeType(error)}`,
  );
}
