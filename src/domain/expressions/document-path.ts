import type { DocumentPath, PathStep } from './tree.ts';

/** A document path of its steps: `path('a', 'b', 0)` is `a.b[0]`, whatever characters the names hold. */
export function path(name: string, ...steps: readonly PathStep[]): DocumentPath {
  return { kind: 'path', steps: [name, ...steps] };
}

/** A path as the service's messages name it: `[a, b, [0]]`. */
export function formatPath({ steps }: DocumentPath): string {
  return `[${steps.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** Whether two paths lead to the same place. */
export function isSamePath(left: DocumentPath, right: DocumentPath): boolean {
  return left.steps.length === right.steps.length && left.steps.every((step, index) => step === right.steps[index]);
}
