import type * as model from './model.ts';

/** Loads what takes the service's model, which only a rejected request needs. */
export function loadModel(): Promise<typeof model> {
  return import('./model.ts');
}
