import { enumerations } from '../../../../../domain/api/enumerations.ts';
import type { Input } from '../../../../../domain/dynamodb.ts';
import type { AttributeUpdates, DocumentPath, UpdateAction } from '../../../../../domain/expressions/tree.ts';
import { type DataType, dataTypeOf } from '../../../../../domain/values/attribute-value.ts';
import { parseValue } from '../../../values/parse-attribute-values.ts';
import { attributeUpdateErrors } from '../../../wording/legacy-errors.ts';
import type { Wording } from '../../../wording/validation-errors.ts';

type Updates = NonNullable<Input<'UpdateItem'>['AttributeUpdates']>;

/**
 * Binds `AttributeUpdates`: returns the update, or `undefined` if there is none. Checks attribute by attribute, in the order
 * of the request: the action, whether it needs a value, the value, its type.
 *
 * @throws ServiceError - ValidationException
 */
export function bindAttributeUpdates(updates: Updates, wording: Wording): AttributeUpdates | undefined {
  const actions = Object.entries(updates).map(([name, update]) => action(name, update, wording));
  return actions.length === 0 ? undefined : { kind: 'attribute updates', actions };
}

function action(name: string, { Action = 'PUT', Value }: Updates[string], wording: Wording): UpdateAction {
  const path: DocumentPath = { kind: 'path', steps: [name] };
  const known = enumerations.AttributeAction.values.find((each) => each === Action);
  if (known === undefined) throw attributeUpdateErrors.unknownAction(wording);
  if (Value === undefined) {
    if (known === 'DELETE') return { kind: 'remove', path };
    throw attributeUpdateErrors.noValue(wording);
  }
  const value = parseValue(Value, wording);
  const type = dataTypeOf(value);
  const node = { kind: 'value', value } as const;
  switch (known) {
    case 'PUT':
      return { kind: 'set', path, value: node };
    case 'ADD':
      if (!addedTypes.has(type)) throw attributeUpdateErrors.wrongAddType(type, wording);
      return { kind: 'add', path, value: node };
    case 'DELETE':
      if (!setTypes.has(type)) throw attributeUpdateErrors.wrongDeleteType(type, wording);
      return { kind: 'delete', path, value: node };
    default:
      return known satisfies never;
  }
}

const setTypes: ReadonlySet<DataType> = new Set<DataType>(['SS', 'NS', 'BS']);
const addedTypes: ReadonlySet<DataType> = new Set<DataType>([...setTypes, 'N', 'L']);
