import { readPath } from '../../expressions/created-nodes.ts';
import type { PathStep } from '../../expressions/tree.ts';
import { isRecord } from '../../is-record.ts';
import type { AnyAttribute } from '../attribute.ts';
import type { AnyEntity } from '../entity.ts';
import { toField } from '../fields.ts';
import { badInput, childLocation, type ValueLocation } from '../value-location.ts';
import { readOnlyReason } from './entity-paths.ts';
import { PathBuilder } from './path-builder.ts';

/**
 * Returns the path of an attribute that the entity does not declare, by its name in the table, or of an element in it:
 * `undeclared(number(), 'counts', 'views')`. The attribute gives its operations. Updates cannot change declared attributes
 * and keys in this way, but elements of declared ones.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is not an attribute, a name or an index.
 */
export type UndeclaredPaths = <A extends AnyAttribute>(
  attribute: A,
  name: string,
  ...steps: readonly PathStep[]
) => A['types']['path'];

/** Returns the function that gives an entity's callbacks undeclared paths. */
export function undeclaredPaths(entity: AnyEntity): UndeclaredPaths {
  return (attribute, ...steps) => {
    const areSteps = steps.every((step, index) =>
      index > 0 && typeof step === 'number'
        ? Number.isSafeInteger(step) && step >= 0
        : typeof step === 'string' && step !== '',
    );
    const location = (areSteps ? steps : []).reduce<ValueLocation>(childLocation, { segment: entity.name });
    if (!isRecord(attribute) || !('codec' in attribute) || steps.length === 0 || !areSteps) {
      throw badInput(
        location,
        'is no path: undeclared() takes an attribute, a name and steps, as in (number(), "a", "b", 0)',
      );
    }
    const [name = ''] = steps;
    const slot = {
      ...toField(String(steps.at(-1)), attribute),
      isRemovable: true,
      readOnlyReason: reasonOf(entity, name, steps.length > 1),
    };
    const path = new PathBuilder(steps, slot, location);
    readPath(path.tree);
    return path;
  };
}

/** Returns why updates cannot change an attribute of the table, or a part of it. */
function reasonOf(entity: AnyEntity, name: PathStep, isPart: boolean): string | undefined {
  for (const owner of [entity, ...(entity.members?.byTag.values() ?? [])]) {
    const field = [...owner.fields.values()].find(({ attributeName }) => attributeName === name);
    const reason = field && (readOnlyReason(owner, field) ?? (isPart ? undefined : 'it is declared'));
    if (reason !== undefined) return `${reason}: ${owner.name}.${field?.name}`;
    const { table, composedIndexKeys } = owner.keys;
    if ([...table.entryKey, ...composedIndexKeys].some((part) => part.name === name)) return 'it is a key';
  }
  return undefined;
}
