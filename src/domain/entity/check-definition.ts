import { ownProperty } from '../own-property.ts';
import { badDefinition, checkAttributes } from './check-attributes.ts';
import { checkIndexes } from './check-indexes.ts';
import { checkKeyAttribute, checkMembers, checkTableName, type Declared } from './check-parts.ts';

/**
 * Checks the whole definition of an entity, for JavaScript callers too.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function checkDefinition(name: unknown, definition: unknown): void {
  if (typeof name !== 'string' || name.trim() === '') throw badDefinition('an entity needs a name');
  checkMembers(name, definition, ['table', 'attributes', 'key', 'indexes', 'billing']);
  checkTableName(`${name}: the table's name`, ownProperty(definition, 'table'));
  const declared: Declared = new Map(checkAttributes(name, ownProperty(definition, 'attributes')));
  checkVersion(name, declared);
  const key = ownProperty(definition, 'key');
  checkKey(name, key, declared);
  checkIndexes(name, ownProperty(definition, 'indexes'), { declared, hasSort: ownProperty(key, 'sort') !== undefined });
  checkBilling(name, ownProperty(definition, 'billing'));
}

function checkVersion(owner: string, declared: Declared): void {
  const versions = [...declared].filter(([, { presence }]) => presence === 'version').map(([name]) => name);
  if (versions.length > 1) throw badDefinition(`${owner} has more than one version: ${versions.join(', ')}`);
}

function checkKey(owner: string, key: unknown, declared: Declared): asserts key is object {
  checkMembers(`${owner}: key`, key, ['partition', 'sort']);
  const partition = ownProperty(key, 'partition');
  const sort = ownProperty(key, 'sort');
  checkPrimaryKeyAttribute(`${owner}: partition key`, partition, declared);
  if (sort === undefined) return;
  checkPrimaryKeyAttribute(`${owner}: sort key`, sort, declared);
  if (sort === partition) throw badDefinition(`${owner}: "${sort}" cannot be both partition key and sort key`);
}

function checkPrimaryKeyAttribute(role: string, name: unknown, declared: Declared): void {
  const { presence } = checkKeyAttribute(role, name, declared);
  if (presence === 'version')
    throw badDefinition(`${role} "${name}" is the version, which changes with each write: a key cannot change`);
  if (presence === 'optional') throw badDefinition(`${role} "${name}" is optional, but every item needs its key`);
}

function checkBilling(owner: string, billing: unknown): void {
  if (billing === undefined || billing === 'PAY_PER_REQUEST') return;
  checkMembers(`${owner}: billing`, billing, ['read', 'write']);
  for (const units of ['read', 'write']) {
    const value = ownProperty(billing, units);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      throw badDefinition(
        `${owner}: billing: ${units} must be a whole number of capacity units per second, at least 1`,
      );
    }
  }
}
