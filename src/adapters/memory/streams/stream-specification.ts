import type { Input } from '../../../domain/dynamodb.ts';
import type { StreamViewType } from '../account/stream.ts';
import { streamSettingErrors } from '../wording/stream-errors.ts';

type Specification = Input<'CreateTable'>['StreamSpecification'];

/** What a `StreamSpecification` asks for. */
export type StreamRequest =
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable'; readonly viewType: StreamViewType };

/**
 * Parses the `StreamSpecification` of CreateTable or UpdateTable.
 *
 * @returns `undefined` if there is none.
 * @throws ServiceError - ValidationException: the view type is missing, or given for a disabled stream.
 */
export function parseStreamSpecification(
  operation: 'CreateTable' | 'UpdateTable',
  specification: Specification,
): StreamRequest | undefined {
  if (specification === undefined) return undefined;
  const { StreamEnabled: isEnabled, StreamViewType: viewType } = specification;
  const errors = streamSettingErrors[operation];
  if (!isEnabled) {
    if (viewType !== undefined) throw errors.viewTypeWithoutStream();
    return { kind: 'disable' };
  }
  if (viewType === undefined) throw errors.noViewType();
  return { kind: 'enable', viewType };
}
