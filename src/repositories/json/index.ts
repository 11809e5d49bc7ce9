/**
 * Entities and items as JSON, and fixtures as JSON lines: entry point `dynarepo/json`.
 *
 * @packageDocumentation
 */

export { dumpLines } from './dump-lines.ts';
export { itemFromDynamoDbJson, itemToDynamoDbJson } from './dynamodb-json.ts';
export { type FromJsonOptions, fromJson, type ToJsonOptions, toJson } from './entity-json.ts';
export { fixtureLines } from './fixture-lines.ts';
export type { FixtureOptions } from './fixture-options.ts';
export type { FixtureText } from './fixture-rows.ts';
export { itemFromJson, itemToJson } from './item-json.ts';
export type { JsonObject, JsonValue } from './json-value.ts';
export { type FixtureProgress, type LoadFixturesOptions, loadFixtures } from './load-fixtures.ts';
