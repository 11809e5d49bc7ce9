import { ContainerModule } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { checkArgument } from '../domain/options.ts';
import { DYNAMODB } from './tokens.ts';

/**
 * Creates a module that binds {@link DYNAMODB} to an adapter as a singleton:
 * `dynamoDbModule(() => new MemoryDynamoDb())`.
 *
 * The factory runs when the adapter is first resolved. When the module is unloaded or the container unbound, the
 * adapter's `close` method is called, if it has one.
 *
 * @throws DynarepoError - `BAD_INPUT`: the argument is not a function.
 */
export function dynamoDbModule(create: () => DynamoDb): ContainerModule {
  checkArgument('the argument of dynamoDbModule', create, 'function');
  return new ContainerModule(({ bind }) => {
    bind(DYNAMODB).toDynamicValue(create).inSingletonScope().onDeactivation(close);
  });
}

/** Returns a promise only if `close` does: inversify can unbind synchronously only if deactivation is synchronous. */
function close(db: DynamoDb & { close?(): Promise<void> | undefined }): Promise<void> | undefined {
  return db.close?.();
}
