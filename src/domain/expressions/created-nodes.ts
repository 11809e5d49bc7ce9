import type { Condition, DocumentPath, Operand, SetValue, UpdateAction } from './tree.ts';

/** A node that a builder creates: a condition, an action, or an operand. */
export type ExpressionNode = Condition | UpdateAction | Operand | SetValue;

/** The result of a function, and what it created without using it. */
export interface Built<T> {
  readonly result: T;
  /** The nodes that are not part of the result, without those that are part of another such node. */
  readonly unused: readonly ExpressionNode[];
}

/** The nodes created by the function that `trackNodes` runs now. */
let tracked: Set<ExpressionNode> | undefined;

/**
 * Runs a function that builds expressions and finds the nodes missing from its result: `a && b` creates two conditions and
 * returns only the second.
 */
export function trackNodes<T>(build: () => T): Built<T> {
  const outer = tracked;
  const created = new Set<ExpressionNode>();
  tracked = created;
  try {
    const result = build();
    for (const node of nodesIn(result)) created.delete(node);
    return { result, unused: outermost([...created]) };
  } finally {
    tracked = outer;
  }
}

/** Freezes a new node; a function that `trackNodes` runs must use it. */
export function createdNode<N extends ExpressionNode>(node: N): Readonly<N> {
  tracked?.add(node);
  return Object.freeze(node);
}

/** Records that a function read a path from an entity's paths, so it must use the path. */
export function readPath(path: DocumentPath): void {
  tracked?.add(path);
}

/** Records the use of a path that does not become part of the result, for example to build a longer one. */
export function usedPath(path: DocumentPath): void {
  tracked?.delete(path);
}

function outermost(nodes: readonly ExpressionNode[]): readonly ExpressionNode[] {
  const inner = new Set(nodes.flatMap((node) => [...nodesIn(Object.values(node))]));
  return nodes.filter((node) => !inner.has(node));
}

/** Yields all nodes in a value: a node, an array, or something else, which has none. */
function* nodesIn(value: unknown): Generator<ExpressionNode> {
  if (Array.isArray(value)) {
    for (const element of value) yield* nodesIn(element);
  } else if (typeof value === 'object' && value !== null && 'kind' in value) {
    yield value as ExpressionNode; // only compared with nodes
    if (value.kind !== 'value') yield* nodesIn(Object.values(value));
  }
}
