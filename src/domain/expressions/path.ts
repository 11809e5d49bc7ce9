import type { DocumentPath, PathStep } from './tree.ts';

const notation = /^[^.[\]]+(?:\[(?:0|[1-9][0-9]*)\]|\.[^.[\]]+)*$/;
const stepNotation = /\[([0-9]+)\]|[^.[\]]+/g;

/** A document path of its steps: `path('a', 'b', 0)` is `a.b[0]`, whatever characters the names hold. */
export function path(name: string, ...steps: readonly PathStep[]): DocumentPath {
  return { kind: 'path', steps: [name, ...steps] };
}

/**
 * Reads a document path as people write it, such as `a.b[0]`. Names are taken as they stand: reserved words and
 * characters that an expression would not take are allowed, only `.`, `[` and `]` belong to the notation.
 *
 * @returns `undefined` where the text is not a path.
 */
export function parsePath(text: string): DocumentPath | undefined {
  if (!notation.test(text)) return undefined;
  const steps = [...text.matchAll(stepNotation)].map(([name, index]) => (index === undefined ? name : Number(index)));
  return { kind: 'path', steps };
}

/** A path as the service's messages name it: `[a, b, [0]]`. */
export function formatPath({ steps }: DocumentPath): string {
  return `[${steps.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** Whether two paths lead to the same place. */
export function isSamePath(left: DocumentPath, right: DocumentPath): boolean {
  return left.steps.length === right.steps.length && left.steps.every((step, index) => step === right.steps[index]);
}
