import type { Shape } from '../../../../domain/api/shape.ts';
import { structureOf } from '../../../../domain/api/structures.ts';
import { isRecord } from '../../../../domain/is-record.ts';

/**
 * A member of a request as the service prints it in a message: the way of its classes in Java, but for attribute values,
 * which are left out, as nobody reads what the service prints of them.
 */
export function printMember(value: unknown, shape: Shape): string {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return `[${value.map((element) => printMember(element, shape.element)).join(', ')}]`;
  }
  if (shape.kind === 'map' && isRecord(value)) {
    return `{${Object.keys(value)
      .map((name) => `${name}=${printMember(value[name], shape.value)}`)
      .join(', ')}}`;
  }
  if (shape.kind === 'structure' && isRecord(value)) {
    const structure = structureOf(shape.name);
    const members = Object.keys(value).flatMap((name) => {
      const member = structure[name];
      return member === undefined ? [] : [`${toJavaName(name)}=${printMember(value[name], member.shape)}`];
    });
    return `${shape.name}(${members.join(', ')})`;
  }
  return shape.kind === 'attribute value' ? '…' : String(value);
}

/** A name of the model as Java writes it, with a small letter at the beginning. */
export function toJavaName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
