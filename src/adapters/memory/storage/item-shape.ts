import { utf8Bytes } from '../../../domain/values/size.ts';
import type { ShapeCopier } from './shape-copiers.ts';
import type { StoredForm } from './stored-content.ts';

/** What items of equal form share: the names of their attributes in order, and how each value is stored. */
export class ItemShape {
  readonly names: readonly string[];
  readonly forms: readonly StoredForm[];
  /** How many items of the shape were copied without a copier. */
  copies: number;
  /** Exists if the shape is one of the first that are copied often. */
  copier: ShapeCopier | undefined;
  #slots: ReadonlyMap<string, number> | undefined;

  constructor(names: readonly string[], forms: readonly StoredForm[]) {
    this.names = names;
    this.forms = forms;
    this.copies = 0;
  }

  /** Returns the index of a name; `undefined` if items of this shape have no such attribute. */
  slotOf(name: string): number | undefined {
    this.#slots ??= new Map(this.names.map((each, slot) => [each, slot]));
    return this.#slots.get(name);
  }
}

/** An item with more attributes shares no shape. */
export const maxShapedAttributes = 128;

/** The shapes that begin with the same attributes: a node of the tree of all known shapes. */
export interface ShapeNode {
  /** Exists once an item has these attributes and no others. */
  shape: ItemShape | undefined;
  readonly step: ShapeStep | undefined;
  /** The last one that was asked for: most items have the shape of an earlier one. */
  latest: ShapeNode | undefined;
  /** By name and form of the next attribute. */
  readonly next: Map<string, Map<StoredForm, ShapeNode>>;
}

/** The attribute that a node has and its parent has not. */
interface ShapeStep {
  readonly parent: ShapeNode;
  readonly name: string;
  /** UTF-8 bytes of the name, which is never empty. */
  readonly nameBytes: number;
  readonly form: StoredForm;
}

/** UTF-16 code units. Names of most attributes are short; items with longer ones would fill the tree. */
const longestName = 255;
/** Maximum number of nodes. An item that would need more shares no shape. */
const maxNodes = 4_096;
let root = newNode(undefined);
let nodes = 1;
let misses = 0;

/** Returns the node without attributes, where the search for the shape of an item begins. */
export function firstNode(): ShapeNode {
  return root;
}

/**
 * Returns the node with one attribute more; `undefined` if it is not known and too many are, or if the name excludes an item from
 * sharing: an empty or long one, or `__proto__`, so that attributes of a shape can be assigned.
 */
export function nextNode(node: ShapeNode, name: string, form: StoredForm): ShapeNode | undefined {
  const { latest } = node;
  if (latest?.step !== undefined && latest.step.name === name && latest.step.form === form) return latest;
  let found = node.next.get(name)?.get(form);
  if (found === undefined) {
    if (name === '__proto__' || name === '' || name.length > longestName || !hasRoom()) return undefined;
    found = newNode({ parent: node, name, nameBytes: utf8Bytes(name), form });
    nodes += 1;
    const ofName = node.next.get(name);
    if (ofName === undefined) node.next.set(name, new Map([[form, found]]));
    else ofName.set(form, found);
  }
  node.latest = found;
  return found;
}

/** Returns the shape of the items with the attributes of a node. */
export function shapeAt(node: ShapeNode): ItemShape {
  node.shape ??= newShape(node);
  return node.shape;
}

/** Returns the number of nodes that are kept; tests bound it. */
export function nodeCount(): number {
  return nodes;
}

/**
 * Returns whether another node can be added. After as many that could not, all are forgotten, so that a process whose first
 * items had names of their own shares shapes later. Items keep the shapes that they have.
 */
function hasRoom(): boolean {
  if (nodes < maxNodes) return true;
  misses += 1;
  if (misses > maxNodes) {
    root = newNode(undefined);
    nodes = 1;
    misses = 0;
  }
  return false;
}

function newNode(step: ShapeNode['step']): ShapeNode {
  return { shape: undefined, step, latest: undefined, next: new Map() };
}

function newShape(node: ShapeNode): ItemShape {
  const names: string[] = [];
  const forms: StoredForm[] = [];
  for (let { step } = node; step !== undefined; step = step.parent.step) {
    names.push(step.name);
    forms.push(step.form);
  }
  return new ItemShape(names.reverse(), forms.reverse());
}
