import type { DynamoDb } from './dynamodb.ts';

/** An adapter around another one, with the `close` of that one if it has one. */
export type AroundAdapter<Inner extends DynamoDb> = DynamoDb & Pick<Inner, Extract<'close', keyof Inner>>;

/** Returns an adapter with another `execute`; its `close` is that of the inner one, which a container does not know. */
export function aroundAdapter<Inner extends DynamoDb>(
  inner: Inner,
  execute: DynamoDb['execute'],
): AroundAdapter<Inner> {
  const close: unknown = Reflect.get(inner, 'close');
  const outer = typeof close === 'function' ? { execute, close: () => Reflect.apply(close, inner, []) } : { execute };
  return outer as AroundAdapter<Inner>; // `close` is all that is passed on
}
