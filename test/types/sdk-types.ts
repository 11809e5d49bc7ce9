// The port's own types of operations that older versions of the SDK lack are those of the newest; compiled, never run.
import type * as sdk from '@aws-sdk/client-dynamodb';
import type { Input } from 'dynarepo';
import type { Operations } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

/** Requests. */
export type Inputs = [
  Expect<Equal<Input<'SearchVectors'>, sdk.SearchVectorsCommandInput>>,
  Expect<Equal<Input<'StartBulkPutItems'>, sdk.StartBulkPutItemsCommandInput>>,
  Expect<Equal<Input<'CancelBulkOperation'>, sdk.CancelBulkOperationCommandInput>>,
  Expect<Equal<Input<'DescribeBulkOperation'>, sdk.DescribeBulkOperationCommandInput>>,
  Expect<Equal<Input<'ListBulkOperations'>, sdk.ListBulkOperationsCommandInput>>,
];

/** Answers. */
export type Outputs = [
  Expect<Equal<Members<'SearchVectors'>, Flat<sdk.SearchVectorsCommandOutput>>>,
  Expect<Equal<Members<'StartBulkPutItems'>, Flat<sdk.StartBulkPutItemsCommandOutput>>>,
  Expect<Equal<Members<'CancelBulkOperation'>, Flat<sdk.CancelBulkOperationCommandOutput>>>,
  Expect<Equal<Members<'DescribeBulkOperation'>, Flat<sdk.DescribeBulkOperationCommandOutput>>>,
  Expect<Equal<Members<'ListBulkOperations'>, Flat<sdk.ListBulkOperationsCommandOutput>>>,
];

/** An intersection and an interface of the same members, as one form that can be compared. */
type Flat<T> = { [Name in keyof T]: T[Name] };

type Members<N extends keyof Operations> = Flat<Operations[N]['output']>;
