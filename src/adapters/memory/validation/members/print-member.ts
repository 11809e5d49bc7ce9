import type { Shape } from '../../../../domain/api/shape.ts';
import { structureOf } from '../../../../domain/api/structures.ts';
import { isRecord } from '../../../../domain/is-record.ts';

/**
 * Prints a member of a request as the service does in messages: in the way of its Java classes. Attribute values are
 * printed as `…`, where the service prints all fields of its object: no client should read them from a message.
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

/** Converts a name of the model to Java's form, which begins with a small letter. */
export function toJavaName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
