/** The imports that the files below a path may have. */
export interface Layer {
  /** A folder (ending in `/`) or a file; the layer of a file is the one with the longest matching path. */
  readonly path: string;
  /** Paths whose files may be imported; the layer's own path is always allowed. */
  readonly mayImport: readonly string[];
  /** Packages that may be imported; `node:` stands for all built-in modules of Node, a leading `type ` allows only types. */
  readonly packages: readonly string[];
  /** The reason, if it is not obvious. */
  readonly because?: string;
}

const sdkTypes = ['type @aws-sdk/client-dynamodb', 'type @aws-sdk/client-dynamodb-streams'];
const entryPoints = [
  'dynarepo',
  'dynarepo/types',
  'dynarepo/dynamodb',
  'dynarepo/direct',
  'dynarepo/memory',
  'dynarepo/http',
  'dynarepo/observing',
  'dynarepo/json',
  'dynarepo/opentelemetry',
  'dynarepo/inversify',
  'dynarepo/streams',
  'dynarepo/testing',
  'dynarepo/templates',
  'dynarepo/explain',
];

/** The files of the package's entry points; only these may re-export from other files. */
export const entryPointFiles: readonly string[] = [
  'src/index.ts',
  'src/types.ts',
  'src/adapters/dynamodb/index.ts',
  'src/adapters/direct/index.ts',
  'src/adapters/memory/index.ts',
  'src/adapters/http/index.ts',
  'src/adapters/observing/index.ts',
  'src/repositories/json/index.ts',
  'src/adapters/opentelemetry/index.ts',
  'src/inversify/index.ts',
  'src/repositories/streams/index.ts',
  'src/testing/index.ts',
  'src/repositories/templates/index.ts',
  'src/repositories/explain/index.ts',
];

/** The allowed imports; every other import is an error. */
export const layers: readonly Layer[] = [
  { path: 'src/index.ts', mayImport: ['src/domain/', 'src/repositories/', 'src/types.ts'], packages: [] },
  { path: 'src/types.ts', mayImport: ['src/domain/', 'src/repositories/'], packages: [] },
  { path: 'src/domain/', mayImport: [], packages: [] },
  {
    path: 'src/domain/dynamodb.ts',
    mayImport: ['src/domain/'],
    packages: sdkTypes,
    because: 'the port uses the types of the SDK, and only this file imports them',
  },
  {
    path: 'src/domain/values/',
    mayImport: ['src/domain/dynamodb.ts', 'src/domain/limits.ts', 'src/domain/own-property.ts'],
    packages: [],
    because: 'attribute values do not depend on their use',
  },
  {
    path: 'src/domain/expressions/',
    mayImport: ['src/domain/dynamodb.ts', 'src/domain/values/'],
    packages: [],
    because: 'expressions are about items, not about entities',
  },
  {
    path: 'src/domain/api/',
    mayImport: [
      'src/domain/assert.ts',
      'src/domain/brands.ts',
      'src/domain/dynamodb.ts',
      'src/domain/errors.ts',
      'src/domain/is-present.ts',
      'src/domain/is-record.ts',
      'src/domain/limits.ts',
      'src/domain/own-property.ts',
    ],
    packages: [],
    because: 'the model of the service depends neither on entities nor on the expressions in its strings',
  },
  { path: 'src/repositories/', mayImport: ['src/domain/'], packages: [] },
  {
    path: 'src/adapters/dynamodb/',
    mayImport: ['src/domain/'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams'],
  },
  {
    path: 'src/adapters/direct/',
    mayImport: ['src/domain/', 'src/adapters/dynamodb/'],
    packages: ['node:', '@aws-sdk/client-dynamodb'],
    because: 'what it does not send itself goes through the adapter over the SDK, whose settings and errors it has',
  },
  { path: 'src/adapters/memory/', mayImport: ['src/domain/'], packages: [] },
  {
    path: 'src/adapters/memory/storage/',
    mayImport: ['src/domain/'],
    packages: [],
    because: 'storage does not depend on accounts, expressions, operations or messages',
  },
  {
    path: 'src/adapters/memory/account/',
    mayImport: ['src/domain/', 'src/adapters/memory/storage/'],
    packages: [],
    because: 'the state of an account and its due events; the rules that change it are elsewhere',
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
    because: 'attribute values are parsed in the same way in every request member',
  },
  {
    path: 'src/adapters/memory/expressions/grammar/',
    mayImport: ['src/domain/', 'src/adapters/memory/wording/'],
    packages: [],
    because: 'a parsed expression depends only on its text',
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
    because: 'binding replaces placeholders and does not use items',
  },
  {
    path: 'src/adapters/memory/expressions/evaluation/',
    mayImport: ['src/domain/', 'src/adapters/memory/values/', 'src/adapters/memory/wording/'],
    packages: [],
    because: 'evaluation uses bound trees and items, not text or placeholders',
  },
  {
    path: 'src/adapters/memory/tables/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/request-environment.ts',
      'src/adapters/memory/storage/',
      'src/adapters/memory/streams/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'tables do not depend on operations',
  },
  {
    path: 'src/adapters/memory/streams/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/request-environment.ts',
      'src/adapters/memory/storage/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'streams are given changes and outlive tables, so they depend on neither writes nor tables',
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
    because: 'validation does not depend on operations',
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
      'src/adapters/memory/streams/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
    ],
    packages: [],
    because: 'writing is shared by all operations and events',
  },
  {
    path: 'src/adapters/memory/transactions/',
    mayImport: [
      'src/domain/',
      'src/adapters/memory/account/',
      'src/adapters/memory/capacity/',
      'src/adapters/memory/expressions/',
      'src/adapters/memory/storage/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
      'src/adapters/memory/writing/',
    ],
    packages: [],
    because: 'transactions consist of the writes and reads of other operations',
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
      'src/adapters/memory/streams/',
      'src/adapters/memory/tables/',
      'src/adapters/memory/transactions/',
      'src/adapters/memory/validation/',
      'src/adapters/memory/values/',
      'src/adapters/memory/wording/',
      'src/adapters/memory/writing/',
    ],
    packages: [],
    because: 'no operation imports another; shared code is in the other folders',
  },
  { path: 'src/adapters/observing/', mayImport: ['src/domain/'], packages: [] },
  { path: 'src/adapters/opentelemetry/', mayImport: ['src/domain/'], packages: ['@opentelemetry/api'] },
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
    path: 'bench/comparison/',
    mayImport: ['bench/'],
    packages: ['*'],
    because: 'uses the libraries that dynarepo is compared with',
  },
  {
    path: 'examples/',
    mayImport: [],
    packages: [...entryPoints, 'node:', 'inversify', 'reflect-metadata', 'uvu/assert'],
  },
  { path: '.ci/', mayImport: [], packages: ['node:', 'esbuild', 'rolldown', ...entryPoints] },
  {
    path: '.ci/bundle.ts',
    mayImport: ['src/domain/api/'],
    packages: ['node:', 'rolldown'],
    because: 'it puts the service model into `dist` as text',
  },
  { path: 'test/', mayImport: ['src/', 'examples/', 'bench/'], packages: ['*'] },
];

/** Paths whose code also runs in a browser and must not use features of Node. */
export const portablePaths: readonly string[] = [
  'src/index.ts',
  'src/types.ts',
  'src/domain/',
  'src/repositories/',
  'src/adapters/memory/',
  'src/adapters/observing/',
  'src/adapters/opentelemetry/',
];
