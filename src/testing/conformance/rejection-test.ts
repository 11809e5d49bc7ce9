import type { Input, OperationName } from '../../domain/dynamodb.ts';
import type { ConformanceTest } from './conformance-test.ts';
import { expectRejection, type Rejection } from './expect.ts';
import { hashTable, type TableShape } from './table-shapes.ts';

/** A request and its expected rejection. */
export interface RejectedRequest<N extends OperationName> extends Rejection {
  readonly operation: N;
  /** Shape of the table that the request is for. Default: `hashTable`. */
  readonly table?: TableShape | undefined;
  readonly input: (TableName: string) => Input<N>;
}

/** Creates a test that a request is rejected with the given error and message. */
export function rejectionTest<N extends OperationName>(name: string, rejected: RejectedRequest<N>): ConformanceTest {
  return {
    name,
    async run({ db, table }) {
      const input = rejected.input(await table(rejected.table ?? hashTable));
      await expectRejection(db.execute(rejected.operation, input), rejected);
    },
  };
}

/** Returns a value that the SDK's types forbid, as a client without types can send it. */
export function untyped(value: unknown): never {
  return value as never; // `never` is assignable to every type, which is the purpose
}
