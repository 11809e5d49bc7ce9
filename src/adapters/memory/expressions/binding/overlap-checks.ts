import { formatPath } from '../../../../domain/expressions/document-path.ts';
import type { DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import type { Violations } from '../grammar/violations.ts';

/**
 * Notes pairs of paths that cannot stand in one expression: those of which one leads through the other overlap, and
 * those that take one place for a map and for a list conflict.
 */
export function checkOverlaps(paths: readonly DocumentPath[], findings: Violations): void {
  const byAttribute = new Map<PathStep | undefined, DocumentPath[]>();
  for (const path of paths) {
    const earlier = byAttribute.get(path.steps[0]);
    if (earlier === undefined) byAttribute.set(path.steps[0], [path]);
    else {
      for (const other of earlier) checkPair(other, path, findings);
      earlier.push(path);
    }
  }
}

function checkPair(first: DocumentPath, second: DocumentPath, findings: Violations): void {
  const parting = first.steps.findIndex((step, index) => step !== second.steps[index]);
  const [a, b] = [first.steps[parting], second.steps[parting]];
  if (a === undefined || b === undefined) {
    findings.note('overlap', operandSentences.overlap(formatPath(first), formatPath(second)));
  } else if (typeof a !== typeof b) {
    findings.note('conflict', operandSentences.conflict(formatPath(first), formatPath(second)));
  }
}
