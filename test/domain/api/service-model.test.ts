import * as assert from 'uvu/assert';
import { enumerations } from '../../../src/domain/api/enumerations.ts';
import { attributeValueStructure } from '../../../src/domain/api/member-shapes.ts';
import { isOperationName, operationNames, operations } from '../../../src/domain/api/operation-models.ts';
import type { Shape, StringShape, Structure } from '../../../src/domain/api/shape.ts';
import { structureOf, structures } from '../../../src/domain/api/structures.ts';
import { suite } from '../../support/suite.ts';
import { type SdkStructure, sdkModels } from './sdk-model.ts';

const test = suite('service model');

const sdks = Object.values(sdkModels);

/** Errors of every operation, which the model does not repeat. */
const errorsOfAll = ['InternalServerError', 'InvalidEndpointException'];

test('has the operations of both SDK clients, each under its service', () => {
  for (const [service, sdk] of Object.entries(sdkModels)) {
    const ours = operationNames.filter((name) => operations[name].service === service);
    assert.equal(ours.toSorted(), [...sdk.operations.keys()].toSorted());
  }
  assert.is(operationNames.length, 66);
});

// AT_TIMESTAMP and its Timestamp are in the service since October 2026 (control-plane §5), and not yet in the SDK.
test('has the members of every input and output, with their shapes and whether they are required', () => {
  const differences = operationNames.flatMap((name) => {
    const sdk = sdkModels[operations[name].service];
    const names = sdk.operations.get(name);
    return [
      ...compare(`${name} input`, operations[name].input, sdk.structures.get(names?.input ?? '')),
      ...compare(`${name} output`, operations[name].output, sdk.structures.get(names?.output ?? '')),
    ];
  });
  assert.equal(differences, ['GetShardIterator input.Timestamp is timestamp, but the SDK has absent']);
});

test('has the same structures as the SDK, including errors', () => {
  const ofOperations = new Set(
    sdks.flatMap((sdk) => [...sdk.operations.values()].flatMap(({ input, output }) => [input, output])),
  );
  const names = new Set(sdks.flatMap((sdk) => [...sdk.structures.keys()]));
  const expected = [...names].filter((name) => !ofOperations.has(name) && name !== 'AttributeValue');
  assert.equal(Object.keys(structures).toSorted(), expected.toSorted());
});

test('has the members of every structure, with their shapes and whether they are required', () => {
  const ours = { ...structures, AttributeValue: attributeValueStructure };
  const differences = Object.entries(ours).flatMap(([name, structure]) =>
    sdks.flatMap((sdk) => (sdk.structures.has(name) ? compare(name, structure, sdk.structures.get(name)) : [])),
  );
  assert.equal(differences, []);
});

test('has the same enumerations as the SDK, with their values', () => {
  const expected = new Map(sdks.flatMap((sdk) => [...sdk.enumerations]));
  const ours = Object.entries(enumerations).map(([name, { values }]) => [name, values.toSorted()]);
  expected.set('ShardIteratorType', [...(expected.get('ShardIteratorType') ?? []), 'AT_TIMESTAMP'].toSorted());
  assert.equal(Object.fromEntries(ours), Object.fromEntries([...expected].toSorted()));
});

test('uses enumerations for the same members as the SDK', () => {
  const expected = sdks.flatMap((sdk) => [...sdk.enumerationOf]);
  const ours = [
    ...operationNames.flatMap((name) => {
      const names = sdkModels[operations[name].service].operations.get(name);
      return [
        ...enumerationUses(names?.input ?? '', operations[name].input),
        ...enumerationUses(names?.output ?? '', operations[name].output),
      ];
    }),
    ...Object.entries(structures).flatMap(([name, structure]) => enumerationUses(name, structure)),
  ];
  const own = ours.map((use) => use.join(' takes '));
  const sdk = expected.map((use) => use.join(' takes '));
  assert.equal(
    own.filter((use) => !sdk.includes(use)),
    [],
    'only here',
  );
  assert.equal(
    sdk.filter((use) => !own.includes(use)),
    [],
    'only in the SDK',
  );
});

test('lists the errors that the SDK declares for each operation', () => {
  for (const name of operationNames) {
    const { service, errors } = operations[name];
    const expected = sdkModels[service].errorsOf(name).filter((error) => !errorsOfAll.includes(error));
    assert.equal(errors.toSorted(), expected, name);
    for (const error of errors) assert.ok(error in structures, error);
  }
});

test('assigns every operation to the plane of its service', () => {
  const dataPlane = operationNames.filter((name) => operations[name].plane === 'data');
  assert.equal(dataPlane.toSorted(), [
    'BatchExecuteStatement',
    'BatchGetItem',
    'BatchWriteItem',
    'DeleteItem',
    'ExecuteStatement',
    'ExecuteTransaction',
    'GetItem',
    'PutItem',
    'Query',
    'Scan',
    'SearchVectors',
    'TransactGetItems',
    'TransactWriteItems',
    'UpdateItem',
  ]);
  for (const name of operationNames) {
    assert.is(operations[name].plane === 'streams', operations[name].service === 'DynamoDBStreams', name);
  }
});

test('refers only to existing structures', () => {
  const all = [...Object.values(structures), ...operationNames.flatMap((name) => inputAndOutput(name))];
  for (const name of all.flatMap((structure) => allShapes(structure)).flatMap(referredTo)) {
    assert.ok(Object.keys(structureOf(name)).length > 0, name);
  }
});

test('has patterns that are valid JavaScript regular expressions', () => {
  const all = [...Object.values(structures), ...operationNames.flatMap((name) => inputAndOutput(name))];
  const patterns = new Set(all.flatMap((structure) => allShapes(structure)).flatMap(patternOf));
  assert.ok(patterns.size > 5);
  for (const pattern of patterns) assert.ok(new RegExp(`^(?:${pattern})$`, 'u'), pattern);
});

test('recognizes operation names, but not inherited properties', () => {
  assert.is(isOperationName('PutItem'), true);
  assert.is(isOperationName('putItem'), false);
  assert.is(isOperationName('toString'), false);
  assert.is(isOperationName('__proto__'), false);
});

test('throws for an unknown structure', () => {
  assert.throws(() => structureOf('toString'), /no structure toString/);
});

test.run();

function inputAndOutput(name: (typeof operationNames)[number]): readonly Structure[] {
  return [operations[name].input, operations[name].output];
}

/** Describes the differences between our structure and the SDK's. */
function compare(where: string, ours: Structure, theirs: SdkStructure | undefined): readonly string[] {
  const names = new Set([...Object.keys(ours), ...(theirs?.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const own = ours[name] === undefined ? 'absent' : inWords(formOf(ours[name].shape), ours[name].required === true);
    const sdk = theirs?.get(name);
    const expected = sdk === undefined ? 'absent' : inWords(sdk.form, sdk.required);
    return own === expected ? [] : [`${where}.${name} is ${own}, but the SDK has ${expected}`];
  });
}

function inWords(form: string, required: boolean): string {
  return required ? `a required ${form}` : form;
}

/** The SDK does not distinguish kinds of numbers. */
function formOf(shape: Shape): string {
  switch (shape.kind) {
    case 'integer':
    case 'long':
    case 'double':
      return 'number';
    case 'list':
      return `list of ${formOf(shape.element)}`;
    case 'map':
      return `map of ${formOf(shape.value)}`;
    case 'structure':
      return `structure ${shape.name}`;
    default:
      return shape.kind;
  }
}

/** Returns the enumerations of members, by `Structure.Member`. */
function enumerationUses(structureName: string, structure: Structure): readonly (readonly [string, string])[] {
  return Object.entries(structure).flatMap(([member, { shape }]) => {
    const innermost = shape.kind === 'list' ? shape.element : shape;
    const name = Object.entries(enumerations).find(([, enumeration]) => enumeration === innermost)?.[0];
    return name === undefined ? [] : [[`${structureName}.${member}`, name] as const];
  });
}

function allShapes(structure: Structure): readonly Shape[] {
  return Object.values(structure).flatMap(({ shape }) => withInner(shape));
}

function withInner(shape: Shape): readonly Shape[] {
  if (shape.kind === 'list') return [shape, ...withInner(shape.element)];
  if (shape.kind === 'map') return [shape, ...(shape.key === undefined ? [] : [shape.key]), ...withInner(shape.value)];
  return [shape];
}

function referredTo(shape: Shape): readonly string[] {
  return shape.kind === 'structure' ? [shape.name] : [];
}

function patternOf(shape: Shape): readonly string[] {
  const { pattern }: Partial<StringShape> = shape.kind === 'string' ? shape : {};
  return pattern === undefined ? [] : [pattern];
}
