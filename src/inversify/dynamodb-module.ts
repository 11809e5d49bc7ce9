import { ContainerModule } from 'inversify';
import type { DynamoDb } from '../domain/dynamodb.ts';
import { DYNAMODB } from './tokens.ts';

/**
 * A module that binds {@link DYNAMODB} to one adapter for the container's life:
 * `dynamoDbModule(() => new MemoryDynamoDb())`.
 *
 * The factory runs when the adapter is first needed. When the module is unloaded or the container unbound, an adapter
 * that has a `close` method is closed.
 */
export function dynamoDbModule(create: () => DynamoDb): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(DYNAMODB).toDynamicValue(create).inSingletonScope().onDeactivation(close);
  });
}

/** Waits only for a client that takes its time: inversify can only unbind at once what is deactivated at once. */
function close(db: DynamoDb & { close?(): Promise<void> | undefined }): Promise<void> | undefined {
  return db.close?.();
}
