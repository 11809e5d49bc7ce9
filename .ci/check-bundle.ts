// Measures the entry point `.` as a bundler leaves it, minified and gzipped: all of it, and what applications with one entity
// keep of it, without the files that are imported when they are first needed. Neither may grow beyond its limit.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type OnResolveArgs } from 'esbuild';
import { checkLoads, type LoadLimits } from './loaded-files.ts';

/** A program, and the maximum of its size in bytes, minified and gzipped. */
interface Program {
  readonly name: string;
  readonly source: string;
  readonly limit: number;
}

const programs: readonly Program[] = [
  {
    name: 'an application with one entity',
    limit: 42 * 1024,
    source: `
      import { entity, number, repository, string } from 'dynarepo';
      const User = entity('User', { table: 'users', attributes: { id: string(), age: number() }, key: { partition: 'id' } });
      export const users = (db) => repository(User, db);`,
  },
  {
    name: 'an application with one entity on AWS, without the AWS SDK',
    limit: 48 * 1024,
    source: `
      import { entity, number, repository, string } from 'dynarepo';
      import { AwsDynamoDb } from 'dynarepo/dynamodb';
      const User = entity('User', { table: 'users', attributes: { id: string(), age: number() }, key: { partition: 'id' } });
      export const users = repository(User, new AwsDynamoDb());`,
  },
  { name: "the entry point '.'", limit: 54.25 * 1024, source: "export * from 'dynarepo'" },
];
/** Number of source files that the report lists. */
const listed = 15;

/** The most that each entry point loads; a limit is a few per cent above what was measured. */
const loads: Readonly<Record<string, LoadLimits>> = {
  'adapters/memory/index.js': {
    'adapters/memory/index.js': 400,
    'chunks/core.js': 37_000,
    'chunks/model.js': 87_000,
    'chunks/memory.js': 396_000,
  },
  'index.js': {
    'index.js': 58_000,
    'chunks/core.js': 37_000,
    'chunks/adapters.js': 38_000,
    'chunks/repositories.js': 202_000,
  },
};

let failed = 0;
for (const { name, source, limit } of programs) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'node20.19',
    write: false,
    outfile: 'bundle.js',
    metafile: true,
    plugins: [{ name: 'lazy imports', setup: ({ onResolve }) => onResolve({ filter: /^\./ }, withoutLazyImports) }],
    external: ['@aws-sdk/*'],
    alias: {
      dynarepo: fileURLToPath(new URL('../src/index.ts', import.meta.url)),
      'dynarepo/dynamodb': fileURLToPath(new URL('../src/adapters/dynamodb/index.ts', import.meta.url)),
    },
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const size = gzipSync(code, { level: 9 }).length;
  const inputs = Object.entries(metafile.outputs['bundle.js']?.inputs ?? {});
  const largest = inputs.sort(([, one], [, other]) => other.bytesInOutput - one.bytesInOutput).slice(0, listed);
  for (const [path, { bytesInOutput }] of largest) console.log(`${String(bytesInOutput).padStart(7)}  ${path}`);
  console.log(`${name}: ${size} bytes gzipped (at most ${limit}), ${code.length} minified, ${inputs.length} files`);
  if (inputs.length <= 1 || size > limit) failed += 1;
}
for (const [entry, limits] of Object.entries(loads)) {
  const { line, complaints } = checkLoads(fileURLToPath(new URL('../dist', import.meta.url)), entry, limits);
  console.log([line, ...complaints.map((complaint) => `FAIL ${complaint}`)].join('\n'));
  if (complaints.length > 0) failed += 1;
}
console.log(`${programs.length + Object.keys(loads).length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** A bundler that splits code puts what `import()` loads into files of their own. */
function withoutLazyImports({ kind, path }: OnResolveArgs) {
  return kind === 'dynamic-import' ? { external: true, path } : undefined;
}
