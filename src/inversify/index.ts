/**
 * Repositories and adapters in an inversify container: entry point `dynarepo/inversify`.
 *
 * @packageDocumentation
 */
import 'reflect-metadata';

export { dynamoDbModule } from './dynamodb-module.ts';
export { type RepositoryBinding, repositoryBinding, repositoryModule } from './repository-module.ts';
export { DYNAMODB, repositoryToken } from './tokens.ts';
