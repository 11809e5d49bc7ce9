import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { checkArgument, checkOptions } from '../../domain/options.ts';
import type { ChangeOf } from './change.ts';
import { type DecodeChangeOptions, decodeOptionNames } from './decode-options.ts';
import { lambdaRecordDecoder, recordsOf } from './from-lambda-event.ts';
import type { LambdaStreamEvent, LambdaStreamRecord } from './lambda-event.ts';

/** Options of `lambdaHandler`. */
export interface LambdaHandlerOptions<View extends StreamView = StreamView> extends DecodeChangeOptions<View> {
  /** Called with the error of a change, which the handler does not throw. Default: it is written to the console. */
  readonly onError?: ((error: unknown, record: LambdaStreamRecord) => void) | undefined;
}

/** The changes from which on AWS Lambda retries the batch; none if all were handled. */
export interface LambdaBatchResponse {
  /** The sequence number of the first change that was not handled; empty if all were. */
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Returns the handler of a Lambda function that handles changes one after the other. At the first error it stops, and responds
 * from which change on the batch is to be retried, so that those before it are not handled again.
 *
 * The event source mapping must have `FunctionResponseTypes: ['ReportBatchItemFailures']`: without it AWS Lambda ignores the
 * response, and the changes from the failed one on are lost.
 *
 * ```ts
 * export const handler = lambdaHandler([Customer], async (change) => { … });
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: the entities or an option are invalid.
 */
export function lambdaHandler<Member extends AnyEntity, View extends StreamView = 'NEW_AND_OLD_IMAGES'>(
  entities: readonly Member[],
  handle: (change: ChangeOf<Member, View>) => void | Promise<void>,
  options: LambdaHandlerOptions<View> = {},
): (event: LambdaStreamEvent) => Promise<LambdaBatchResponse> {
  checkArgument('the handler of changes', handle, 'function');
  checkOptions('lambdaHandler', options, { ...decodeOptionNames, onError: 'function' });
  const { onError = logError, ...decoding } = options;
  const decode = lambdaRecordDecoder('lambdaHandler', entities, decoding);
  return async (event) => {
    for (const record of recordsOf(event)) {
      try {
        const change = decode(record);
        // It was decoded with the definitions that the types come from.
        if (change !== undefined) await handle(change as ChangeOf<Member, View>);
      } catch (error) {
        const itemIdentifier = record?.dynamodb?.SequenceNumber;
        if (typeof itemIdentifier !== 'string' || itemIdentifier === '') throw error;
        onError(error, record);
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

function logError(error: unknown): void {
  console.error(error);
}
