import type { Input, OperationName } from '../../domain/dynamodb.ts';
import type { ConformanceTest } from './conformance-test.ts';
import { expectRejection, type Rejection } from './expect.ts';
import { hashTable, type TableShape } from './table-shapes.ts';

/** A request and how it is refused. */
export interface RejectedRequest<N extends OperationName> extends Rejection {
  readonly operation: N;
  /** The table it is sent to; `hashTable` unless said. */
  readonly table?: TableShape | undefined;
  readonly input: (TableName: string) => Input<N>;
}

/** A test that a request is refused with a certain error and message. */
export function rejectionTest<N extends OperationName>(name: string, refused: RejectedRequest<N>): ConformanceTest {
  return {
    name,
    async run({ db, table }) {
      const input = refused.input(await table(refused.table ?? hashTable));
      await expectRejection(db.execute(refused.operation, input), refused);
    },
  };
}

/** What a client without types can send where the SDK's types allow it not. */
export function untyped(value: unknown): never {
  return value as never; // `never` fits everywhere, which is the purpose
}
