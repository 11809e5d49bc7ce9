import { formatPath } from '../../../../domain/expressions/document-path.ts';
import type { DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import type { Violations } from '../grammar/violations.ts';

/**
 * Collects pairs of paths that exclude each other in one expression. They overlap if one path begins with the other;
 * they conflict if one treats a value as a map and the other treats it as a list.
 */
export function checkOverlaps(paths: readonly DocumentPath[], violations: Violations): void {
  const byAttribute = new Map<PathStep | undefined, DocumentPath[]>();
  for (const path of paths) {
    const earlier = byAttribute.get(path.steps[0]);
    if (earlier === undefined) byAttribute.set(path.steps[0], [path]);
    else {
      for (const other of earlier) checkPair(other, path, violations);
      earlier.push(path);
    }
  }
}

function checkPair(first: DocumentPath, second: DocumentPath, violations: Violations): void {
  const difference = first.steps.findIndex((step, index) => step !== second.steps[index]);
  const [a, b] = [first.steps[difference], second.steps[difference]];
  if (a === undefined || b === undefined) {
    violations.note('overlap', operandSentences.overlap(formatPath(first), formatPath(second)));
  } else if (typeof a !== typeof b) {
    violations.note('conflict', operandSentences.conflict(formatPath(first), formatPath(second)));
  }
}
