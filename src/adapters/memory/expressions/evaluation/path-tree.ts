import type { DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';

/**
 * Paths that neither overlap nor conflict, laid together where they go the same way, each with a leaf at its end. So
 * the steps of one branch are all names, or all indexes.
 */
export type PathTree<Leaf> = ReadonlyMap<PathStep, PathNode<Leaf>>;

/** What one step leads to. */
export type PathNode<Leaf> =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'branch'; readonly branch: PathTree<Leaf> };

/** Lays paths together. */
export function treeOfPaths<Leaf>(entries: readonly (readonly [DocumentPath, Leaf])[]): PathTree<Leaf> {
  const root: GrowingTree<Leaf> = new Map();
  for (const [{ steps }, leaf] of entries) {
    let branch = root;
    steps.forEach((step, depth) => {
      if (depth === steps.length - 1) branch.set(step, { kind: 'leaf', leaf });
      else branch = branchAt(branch, step);
    });
  }
  return root;
}

/** Whether the steps of a branch are the indexes of a list. */
export function isListBranch(branch: PathTree<unknown>): boolean {
  const [step] = branch.keys();
  return typeof step === 'number';
}

type GrowingTree<Leaf> = Map<PathStep, GrowingNode<Leaf>>;
type GrowingNode<Leaf> =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'branch'; readonly branch: GrowingTree<Leaf> };

function branchAt<Leaf>(tree: GrowingTree<Leaf>, step: PathStep): GrowingTree<Leaf> {
  const found = tree.get(step);
  if (found?.kind === 'branch') return found.branch;
  const branch: GrowingTree<Leaf> = new Map();
  tree.set(step, { kind: 'branch', branch });
  return branch;
}
