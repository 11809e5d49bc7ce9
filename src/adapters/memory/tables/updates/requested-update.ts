import type { Input } from '../../../../domain/dynamodb.ts';
import type { Billing } from '../../account/billing.ts';
import type { TableClass } from '../../account/table-update.ts';
import type { IndexSchema } from '../../storage/index-schema.ts';
import type { StreamRequest } from '../../streams/stream-specification.ts';
import type { RequestedThroughput } from '../throughput/parse-throughput.ts';

type UpdateInput = Input<'UpdateTable'>;

/** What a request asks UpdateTable for: one thing at a time. */
export type RequestedUpdate =
  | RequestedCapacity
  | RequestedIndex
  | { readonly kind: 'index deletion'; readonly indexName: string }
  | { readonly kind: 'table class'; readonly tableClass: TableClass }
  | { readonly kind: 'encryption'; readonly key: string | undefined }
  | { readonly kind: 'stream'; readonly stream: StreamRequest }
  | { readonly kind: 'deletion protection'; readonly isProtected: boolean }
  | { readonly kind: 'not implemented'; readonly member: keyof UpdateInput };

/** Billing mode, provisioned capacity, on-demand maxima or warm throughput. */
export interface RequestedCapacity extends RequestedThroughput {
  readonly kind: 'capacity';
  readonly billingMode: Billing['mode'] | undefined;
  readonly indexes: readonly RequestedIndexThroughput[];
}

/** The throughput of a global secondary index. */
export interface RequestedIndexThroughput extends RequestedThroughput {
  readonly indexName: string;
}

/** A new global secondary index. */
export interface RequestedIndex {
  readonly kind: 'index creation';
  readonly schema: IndexSchema;
  readonly throughput: RequestedThroughput;
}
