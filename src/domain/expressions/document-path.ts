import type { DocumentPath, PathStep } from './tree.ts';

/** Creates a document path from its elements: `path('a', 'b', 0)` is `a.b[0]`. Names may contain any characters. */
export function path(name: string, ...steps: readonly PathStep[]): DocumentPath {
  return { kind: 'path', steps: [name, ...steps] };
}

/** Formats a path as in DynamoDB's messages: `[a, b, [0]]`. */
export function formatPath({ steps }: DocumentPath): string {
  return `[${steps.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** Returns whether two paths are equal. */
export function isSamePath(left: DocumentPath, right: DocumentPath): boolean {
  return left.steps.length === right.steps.length && left.steps.every((step, index) => step === right.steps[index]);
}
