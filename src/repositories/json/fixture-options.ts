import type { AnyEntity } from '../../domain/entity/entity.ts';
import { DynarepoError } from '../../domain/errors.ts';
import type { OptionNames } from '../../domain/options.ts';
import { type CallOptions, callOptionNames } from '../call-options.ts';
import { checkEntity } from '../check-entity.ts';
import { type SharedOptions, sharedOptionNames } from '../repository-options.ts';

/** Options of calls that read or write fixtures. */
export interface FixtureOptions extends SharedOptions, CallOptions {}

/** Option names of {@link FixtureOptions}. */
export const fixtureOptionNames: OptionNames<FixtureOptions> = { ...sharedOptionNames, ...callOptionNames };

/**
 * Returns entities by their names.
 *
 * @throws DynarepoError - `BAD_INPUT`: one is not an entity, or two have the same name.
 */
export function entitiesByName(call: string, entities: readonly AnyEntity[]): ReadonlyMap<string, AnyEntity> {
  if (!Array.isArray(entities)) throw new DynarepoError('BAD_INPUT', `${call} takes an array of entities`);
  const byName = new Map<string, AnyEntity>();
  for (const entity of entities) {
    checkEntity(call, entity);
    if (byName.has(entity.name)) throw new DynarepoError('BAD_INPUT', `${call} has two entities ${entity.name}`);
    byName.set(entity.name, entity);
  }
  return byName;
}
