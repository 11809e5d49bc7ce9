import type { DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';

/**
 * A tree of paths that neither overlap nor conflict, with a leaf at the end of each. The steps of one branch are all
 * names, or all indexes.
 */
export type PathTree<Leaf> = ReadonlyMap<PathStep, PathNode<Leaf>>;

/** The child at one step. */
export type PathNode<Leaf> =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'branch'; readonly branch: PathTree<Leaf> };

/** Creates a tree from paths and their leaves. */
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

/** Returns whether the steps of a branch are list indexes. */
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
