import { isRecord } from '../is-record.ts';
import { indexKeyAttributesLimit } from '../limits.ts';
import { checks, type OptionCheck, oneOfTexts } from '../options.ts';
import { ownProperty } from '../own-property.ts';
import { badDefinition } from './check-attributes.ts';
import { checkBilling } from './check-billing.ts';
import { checkIndexCounts, indexEntries } from './check-indexes.ts';
import { checkMembers, checkTableName, keyTypes } from './check-parts.ts';

/** The settings of a table that have a fixed form. */
const settings: Readonly<Record<string, OptionCheck>> = {
  timeToLive: { ...checks.text, expected: 'the name of an attribute' },
  stream: oneOfTexts('NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY'),
  tags: {
    expected: 'an object with a string for each name',
    isValid: (value) => isRecord(value) && Object.values(value).every((each) => typeof each === 'string'),
  },
  tableClass: oneOfTexts('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  deletionProtection: checks.boolean,
};
const members = ['key', 'indexes', 'billing', ...Object.keys(settings)];

/** Data types of the key attributes by name. */
type KeyTypes = Map<string, unknown>;

/**
 * Checks the definition of a table, for JavaScript callers too. DynamoDB checks the tags and the projections.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function checkTable(name: unknown, definition: unknown): void {
  checkTableName('the name of a table', name);
  const owner = `table ${name}`;
  checkMembers(owner, definition, members);
  const key = ownProperty(definition, 'key');
  checkMembers(`${owner}: key`, key, ['partition', 'sort']);
  const types: KeyTypes = new Map();
  checkKey(owner, key, { types, limit: 1 });
  if (ownProperty(key, 'partition') === undefined) throw badDefinition(`${owner} has no partition key`);
  const indexes = indexEntries(owner, ownProperty(definition, 'indexes')).map(([index, each]) => {
    const title = `${owner}: index ${index}`;
    checkTableName(`${title}: its name`, index);
    checkMembers(title, each, ['partition', 'sort', 'projection']);
    const isLocal = ownProperty(each, 'partition') === undefined;
    checkKey(title, each, { types, limit: isLocal ? 1 : indexKeyAttributesLimit });
    const projection = ownProperty(each, 'projection');
    return { name: index, isLocal, projectedCount: Array.isArray(projection) ? projection.length : 0 };
  });
  checkIndexCounts(owner, indexes, ownProperty(key, 'sort') !== undefined);
  checkBilling(owner, ownProperty(definition, 'billing'));
  for (const [name, { expected, isValid }] of Object.entries(settings)) {
    const value = ownProperty(definition, name);
    if (value !== undefined && !isValid(value)) throw badDefinition(`${owner}: ${name} must be ${expected}`);
  }
}

function checkKey(
  owner: string,
  key: object,
  { types, limit }: { readonly types: KeyTypes; readonly limit: number },
): void {
  const names = ['partition', 'sort'].flatMap((role) => {
    const attributes = ownProperty(key, role);
    if (attributes === undefined) return [];
    const list = [attributes].flat();
    if (list.length === 0 || list.length > limit) {
      throw badDefinition(`${owner}: ${role} key must have at least 1 attribute and at most ${limit}`);
    }
    return list.map((attribute) => checkAttribute(`${owner}: ${role} key`, attribute, types));
  });
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${owner} has the key attribute "${twice}" twice`);
  if (names.length === 0) throw badDefinition(`${owner} has neither partition nor sort key`);
}

function checkAttribute(role: string, attribute: unknown, types: KeyTypes): string {
  const { name, type } = isRecord(attribute) ? attribute : { name: attribute, type: 'S' };
  const other = types.get(String(name)) ?? type;
  if (typeof name !== 'string' || name === '' || !keyTypes.has(String(type)) || other !== type) {
    throw badDefinition(`${role} must be the name of an attribute, or { name, type } with the same type everywhere`);
  }
  types.set(name, type);
  return name;
}
