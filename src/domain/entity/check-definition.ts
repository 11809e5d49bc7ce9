import { ownProperty } from '../own-property.ts';
import { badDefinition, checkAttributes } from './check-attributes.ts';
import { checkBilling } from './check-billing.ts';
import { checkIndexes } from './check-indexes.ts';
import { checkKeyForm } from './check-key-form.ts';
import { checkMembers, checkTableName, type Declared } from './check-parts.ts';
import { isTable } from './table.ts';
import { checkUpcast } from './upcast.ts';
import { checkValidator } from './validate.ts';

/**
 * Checks the whole definition of an entity, for JavaScript callers too. Whether its keys fit a shared table is checked when
 * they are matched with it.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function checkDefinition(name: unknown, definition: unknown): void {
  if (typeof name !== 'string' || name.trim() === '') throw badDefinition('an entity needs a name');
  checkMembers(name, definition, ['table', 'attributes', 'key', 'indexes', 'unique', 'schema', 'upcast', 'billing']);
  const table = ownProperty(definition, 'table');
  const isShared = isTable(table);
  if (!isShared) checkTableName(`${name}: the table's name`, table);
  const declared: Declared = new Map(checkAttributes(name, ownProperty(definition, 'attributes')));
  checkRoles(name, declared);
  const key = ownProperty(definition, 'key');
  checkKey(name, key, { declared, isShared });
  const hasSort = ownProperty(key, 'sort') !== undefined;
  checkIndexes(name, ownProperty(definition, 'indexes'), { declared, hasSort, isShared });
  const schema = ownProperty(definition, 'schema');
  if (schema !== undefined) checkValidator(`${name}: schema`, schema);
  checkUpcast(name, definition, declared);
  const billing = ownProperty(definition, 'billing');
  checkBilling(name, billing);
  if (isShared && billing !== undefined) throw badDefinition(`${name}: billing belongs to the definition of its table`);
}

function checkRoles(owner: string, declared: Declared): void {
  const taken = new Map<string, string>();
  for (const [name, { role }] of declared) {
    if (role === undefined) continue;
    const other = taken.get(role);
    if (other !== undefined) throw badDefinition(`${owner} has more than one ${role}: ${other}, ${name}`);
    taken.set(role, name);
  }
}

interface KeyContext {
  readonly declared: Declared;
  /** Whether the table is defined by `table()`, so that its key attributes have names of their own. */
  readonly isShared: boolean;
}

function checkKey(owner: string, key: unknown, { declared, isShared }: KeyContext): asserts key is object {
  checkMembers(`${owner}: key`, key, ['partition', 'sort']);
  const [partition, sort] = [ownProperty(key, 'partition'), ownProperty(key, 'sort')];
  const context = { declared, isShared, limit: 1 };
  checkPresence(`${owner}: partition key`, checkKeyForm(`${owner}: partition key`, partition, context), declared);
  if (sort === undefined) return;
  const sorted = { ...context, isSort: true };
  checkPresence(`${owner}: sort key`, checkKeyForm(`${owner}: sort key`, sort, sorted), declared);
  if (sort === partition && !isShared)
    throw badDefinition(`${owner}: "${sort}" cannot be both partition key and sort key`);
}

function checkPresence(role: string, names: readonly string[], declared: Declared): void {
  for (const name of names) {
    const { presence = 'required', isHidden } = declared.get(name) ?? {};
    if (presence.startsWith('written'))
      throw badDefinition(`${role} "${name}" is set by dynarepo: a key cannot change`);
    if (isHidden) throw badDefinition(`${role} "${name}" is hidden, but every entity needs its key`);
    if (presence === 'optional') throw badDefinition(`${role} "${name}" is optional, but every item needs its key`);
  }
}
