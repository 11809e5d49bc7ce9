import fc from 'fast-check';
import { isSamePath } from '../../../src/domain/expressions/document-path.ts';
import type {
  Comparator,
  Condition,
  DocumentPath,
  Operand,
  PathStep,
  Projection,
  SetOperand,
  SetValue,
  Update,
  UpdateAction,
  Value,
} from '../../../src/domain/expressions/tree.ts';
import type { DataType } from '../../../src/domain/values/attribute-value.ts';
import { compareValues } from '../../../src/domain/values/order.ts';
import { attributeNames, attributeValues, valuesOf } from './attribute-values.ts';

/**
 * Trees of expressions that DynamoDB accepts: operands have types that their operators accept, and paths of an update
 * or projection do not overlap.
 */

const indexes = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 31 - 1 }));
const furtherSteps = fc.array(fc.oneof<fc.Arbitrary<PathStep>[]>(attributeNames, indexes), { maxLength: 3 });

/** Document paths. */
export const documentPaths: fc.Arbitrary<DocumentPath> = fc
  .tuple(attributeNames, furtherSteps)
  .map(([name, steps]) => ({ kind: 'path', steps: [name, ...steps] }));

/** Condition expressions. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(comparisons(), betweens(), ins(), existences(), functions()),
    node({ kind: fc.constantFrom('and', 'or'), left: tie('condition'), right: tie('condition') }),
    node({ kind: fc.constant('not'), condition: tie('condition') }),
  ),
})).condition;

/** Update expressions, with actions in the order in which sections are printed. */
export const updates: fc.Arbitrary<Update> = separatePaths()
  .chain((paths) => fc.tuple(...paths.map(actions)))
  .map((written) => ({
    kind: 'update',
    actions: sections.flatMap((section) => written.filter(({ kind }) => kind === section)),
  }));

/** Projection expressions. */
export const projections: fc.Arbitrary<Projection> = separatePaths().map((paths) => ({ kind: 'projection', paths }));

function comparisons(): fc.Arbitrary<Condition> {
  const comparison = (comparators: readonly Comparator[], operand: fc.Arbitrary<Operand>) =>
    node({
      kind: fc.constant('comparison'),
      comparator: fc.constantFrom(...comparators),
      left: operand,
      right: operand,
    }).filter(({ left, right }) => areDistinct(left, [right]));
  return fc.oneof(comparison(['=', '<>'], operands()), comparison(['<', '<=', '>', '>='], operands('S', 'N', 'B')));
}

function betweens(): fc.Arbitrary<Condition> {
  const operand = operands('S', 'N', 'B');
  const literalBounds = fc
    .oneof(...(['S', 'N', 'B'] as const).map((type) => fc.tuple(values(type), values(type))))
    .map((bounds) => bounds.sort((left, right) => compareValues(left.value, right.value) ?? 0));
  const bounds = fc.oneof(literalBounds, fc.tuple(documentPaths, operand), fc.tuple(operand, documentPaths));
  return node({ operand, bounds })
    .filter(({ operand, bounds }) => areDistinct(operand, bounds))
    .map(({ operand, bounds: [lower, upper] }) => ({ kind: 'between', operand, lower, upper }));
}

function ins(): fc.Arbitrary<Condition> {
  return node({
    kind: fc.constant('in'),
    operand: operands(),
    candidates: fc.array(operands(), { minLength: 1, maxLength: 4 }),
  }).filter(({ operand, candidates }) => areDistinct(operand, candidates));
}

function existences(): fc.Arbitrary<Condition> {
  return node({ kind: fc.constantFrom('attribute_exists', 'attribute_not_exists'), path: documentPaths });
}

function functions(): fc.Arbitrary<Condition> {
  const typeNames = fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M');
  const typeName = typeNames.map((S): Value => ({ kind: 'value', value: { S } }));
  const containers = fc.oneof(documentPaths, values('S', 'B', 'SS', 'NS', 'BS', 'L'));
  return fc.oneof(
    node({ kind: fc.constant('attribute_type'), operand: operands(), type: typeName }),
    node({ kind: fc.constant('begins_with'), operand: operands('S', 'B'), prefix: operands('S', 'B') }).filter(
      ({ operand, prefix }) => areDistinct(operand, [prefix]),
    ),
    node({ kind: fc.constant('contains'), operand: containers, element: operands() }).filter(({ operand, element }) =>
      areDistinct(operand, [element]),
    ),
  );
}

/** Operands of any type, or with one of these types, or with a type that is not known without an item. */
function operands(...types: readonly DataType[]): fc.Arbitrary<Operand> {
  const sized = fc.oneof(documentPaths, values('S', 'B', 'SS', 'NS', 'BS', 'L', 'M'));
  const sizes = node({ kind: fc.constant('size'), operand: sized });
  const others = fc.oneof(documentPaths, values(...types));
  return types.length === 0 || types.includes('N') ? fc.oneof({ weight: 4, arbitrary: others }, sizes) : others;
}

function values(...types: readonly DataType[]): fc.Arbitrary<Value> {
  const value = types.length === 0 ? attributeValues : valuesOf(...types);
  return value.map((known) => ({ kind: 'value', value: known }));
}

function areDistinct(first: Operand, others: readonly Operand[]): boolean {
  return !others.some((other) => first.kind === 'path' && other.kind === 'path' && isSamePath(first, other));
}

/**
 * Paths that neither overlap nor conflict: each in another attribute, or in another element of the same map or list.
 */
function separatePaths(): fc.Arbitrary<DocumentPath[]> {
  const ends = fc.oneof(
    fc.constant<PathStep[][]>([[]]),
    furtherSteps.map((steps) => [steps]),
    fc.uniqueArray(indexes, { minLength: 1, maxLength: 3 }).map((places) => places.map((place) => [place])),
    fc.uniqueArray(attributeNames, { minLength: 1, maxLength: 3 }).map((names) => names.map((name) => [name])),
  );
  return fc
    .uniqueArray(fc.tuple(attributeNames, ends), { minLength: 1, maxLength: 4, selector: ([name]) => name })
    .map((roots) => roots.flatMap(([name, each]) => each.map((steps) => ({ kind: 'path', steps: [name, ...steps] }))));
}

const sections = ['set', 'remove', 'add', 'delete'] as const;

function actions(path: DocumentPath): fc.Arbitrary<UpdateAction> {
  const at = fc.constant(path);
  return fc.oneof(
    { weight: 3, arbitrary: node({ kind: fc.constant('set'), path: at, value: setValues() }) },
    node({ kind: fc.constant('remove'), path: at }),
    node({ kind: fc.constant('add'), path: at, value: values('N', 'SS', 'NS', 'BS') }),
    node({ kind: fc.constant('delete'), path: at, value: values('SS', 'NS', 'BS') }),
  );
}

function setValues(): fc.Arbitrary<SetValue> {
  const number = setOperands('N');
  const list = setOperands('L');
  return fc.oneof(
    setOperands(),
    node({ kind: fc.constant('list_append'), left: list, right: list }),
    node({ kind: fc.constant('arithmetic'), operator: fc.constantFrom('+', '-'), left: number, right: number }),
  );
}

/** Operands that can be nested in others. */
function setOperands(...types: readonly DataType[]): fc.Arbitrary<SetOperand> {
  return fc.letrec<{ operand: SetOperand }>((tie) => ({
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      documentPaths,
      values(...types),
      node({ kind: fc.constant('if_not_exists'), path: documentPaths, otherwise: tie('operand') }).filter(
        ({ path, otherwise }) => otherwise.kind !== 'path' || !isSamePath(path, otherwise),
      ),
    ),
  })).operand;
}

/** Creates a tree node from its members, a plain object like those of the parser. */
function node<Node>(members: { [Name in keyof Node]: fc.Arbitrary<Node[Name]> }): fc.Arbitrary<Node> {
  return fc.record<Node>(members, { noNullPrototype: true });
}
