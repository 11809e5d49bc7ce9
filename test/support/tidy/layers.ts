/** What the files below a path may import. */
export interface Layer {
  /** A folder (ending in `/`) or a file; the longest that fits a file is its layer. */
  readonly path: string;
  /** Paths of which files may be imported; its own is always allowed. */
  readonly mayImport: readonly string[];
  /** Packages, `node:` for the built-ins of Node; a leading `type ` allows only types. */
  readonly packages: readonly string[];
  /** Why, where it is not plain. */
  readonly because?: string;
}

const sdkTypes = ['type @aws-sdk/client-dynamodb', 'type @aws-sdk/client-dynamodb-streams'];
const entryPoints = [
  'dynarepo',
  'dynarepo/dynamodb',
  'dynarepo/memory',
  'dynarepo/http',
  'dynarepo/inversify',
  'dynarepo/testing',
];

/** The files behind the entry points of the package; the only ones that may merely pass on what others export. */
export const entryPointFiles: readonly string[] = [
  'src/index.ts',
  'src/adapters/dynamodb/index.ts',
  'src/adapters/memory/index.ts',
  'src/adapters/http/index.ts',
  'src/inversify/index.ts',
  'src/testing/index.ts',
];

/** The arrows: everything that is not listed here is forbidden. */
export const layers: readonly Layer[] = [
  { path: 'src/index.ts', mayImport: ['src/domain/', 'src/repositories/'], packages: [] },
  { path: 'src/domain/', mayImport: [], packages: [] },
  {
    path: 'src/domain/dynamodb.ts',
    mayImport: ['src/domain/'],
    packages: sdkTypes,
    because: 'the port speaks in the types of the SDK, and this is the one file that takes them from there',
  },
  {
    path: 'src/domain/values/',
    mayImport: ['src/domain/dynamodb.ts', 'src/domain/limits.ts', 'src/domain/own-property.ts'],
    packages: [],
    because: 'attribute values know nothing of what is done with them',
  },
  {
    path: 'src/domain/expressions/',
    mayImport: ['src/domain/dynamodb.ts', 'src/domain/values/'],
    packages: [],
    because: 'expressions are about items, whether or not an entity is stored in them',
  },
  {
    path: 'src/domain/api/',
    mayImport: [
      'src/domain/assert.ts',
      'src/domain/dynamodb.ts',
      'src/domain/errors.ts',
      'src/domain/is-present.ts',
      'src/domain/is-record.ts',
      'src/domain/limits.ts',
      'src/domain/own-property.ts',
    ],
    packages: [],
    because: 'the model of the service knows nothing of entities, nor of the expressions inside its strings',
  },
  { path: 'src/repositories/', mayImport: ['src/domain/'], packages: [] },
  {
    path: 'src/adapters/dynamodb/',
    mayImport: ['src/domain/'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams'],
  },
  { path: 'src/adapters/memory/', mayImport: ['src/domain/'], packages: [] },
  {
    path: 'src/adapters/memory/storage/',
    mayImport: ['src/domain/'],
    packages: [],
    because: 'storage knows nothing of accounts, expressions, operations or wording',
  },
  {
    path: 'src/adapters/memory/account/',
    mayImport: ['src/domain/', 'src/adapters/memory/storage/'],
    packages: [],
    because: 'what an account holds and what is due; the rules that change it are elsewhere',
  },
  {
    path: 'src/adapters/memory/wording/',
    mayImport: ['src/domain/'],
    packages: [],
  },
  {
    path: 'src/adapters/memory/values/',
    mayImport: ['src/domain/', 'src/adapters/memory/wording/'],
    packages: [],
    because: 'attribute values are parsed in the same way wherever they occur',
  },
  {
    path: 'src/adapters/memory/expressions/grammar/',
    mayImport: ['src/domain/', 'src/adapters/memory/wording/'],
    packages: [],
    because: 'a parsed expression depends on its text alone',
  },
  {
    path: 'src/adapters/memory/expressions/binding/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/expressions/grammar/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'binding replaces placeholders; it never sees an item',
  },
  {
    path: 'src/adapters/memory/expressions/evaluation/',
    mayImport: ['src/domain/', 'src/adapters/memory/values/', 'src/adapters/memory/wording/'],
    packages: [],
    because: 'evaluation sees bound trees and items, neither text nor placeholders',
  },
  {
    path: 'src/adapters/memory/tables/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'tables know nothing of the operations on them',
  },
  {
    path: 'src/adapters/memory/validation/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/expressions/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'what operations validate knows nothing of the operations',
  },
  {
    path: 'src/adapters/memory/snapshot/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'a snapshot is encoded as it is: no operation, event or clock has a part in it',
  },
  {
    path: 'src/adapters/memory/capacity/',
    mayImport: ['src/domain/', 'src/adapters/memory/storage/'],
    packages: [],
    because: 'capacity is a function of sizes',
  },
  {
    path: 'src/adapters/memory/reading/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/capacity/',
      'src/adapters/memory/request-environment.ts',
      'src/adapters/memory/expressions/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/validation/',
    ],
    packages: [],
    because: 'reading changes nothing',
  },
  {
    path: 'src/adapters/memory/writing/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/capacity/',
      'src/adapters/memory/request-environment.ts',
      'src/adapters/memory/expressions/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'the machinery of writes serves every operation and event',
  },
  {
    path: 'src/adapters/memory/operations/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/capacity/',
      'src/adapters/memory/request-environment.ts',
      'src/adapters/memory/expressions/',
      'src/adapters/memory/operation.ts',
      'src/adapters/memory/reading/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
      'src/adapters/memory/writing/',
    ],
    packages: [],
    because: 'no operation imports another: what they share is in the folders of the machinery',
  },
  { path: 'src/adapters/http/', mayImport: ['src/domain/'], packages: ['node:'] },
  {
    path: 'src/inversify/',
    mayImport: ['src/domain/', 'src/repositories/'],
    packages: ['inversify', 'reflect-metadata'],
  },
  { path: 'src/testing/', mayImport: ['src/'], packages: ['node:', 'testcontainers'] },
  { path: 'src/cli/', mayImport: ['src/'], packages: ['node:'] },
  {
    path: 'src/cli/table-files/parse-yaml.ts',
    mayImport: [],
    packages: ['yaml'],
    because: 'the command alone loads the only dependency of the package, and for YAML only',
  },
  {
    path: 'bench/',
    mayImport: ['src/adapters/memory/storage/'],
    packages: [...entryPoints, 'node:', '@aws-sdk/client-dynamodb'],
  },
  {
    path: 'bench/builds/build.ts',
    mayImport: ['bench/'],
    packages: [...entryPoints, 'node:', '(computed)'],
    because: 'loads the builds of other checkouts, wherever they are',
  },
  {
    path: 'examples/',
    mayImport: [],
    packages: [...entryPoints, 'node:', 'inversify', 'reflect-metadata', 'uvu/assert'],
  },
  { path: '.ci/', mayImport: [], packages: ['node:', ...entryPoints] },
  { path: 'test/', mayImport: ['src/', 'examples/', 'bench/'], packages: ['*'] },
];

/** Features of Node that must not be used where the code also runs in a browser. */
export const portablePaths: readonly string[] = [
  'src/index.ts',
  'src/domain/',
  'src/repositories/',
  'src/adapters/memory/',
];
