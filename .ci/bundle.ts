// Bundles each entry point of the package into one file of `dist`, with chunks for what several share: a program that imports
// the memory adapter loads a few files in place of hundreds. tsc writes the declarations beside them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest: object = Object(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const paths = JSON.stringify([Reflect.get(manifest, 'exports'), Reflect.get(manifest, 'bin')]);
const entryPoints = [...paths.matchAll(/"\.\/dist\/([^"]*)\.js"/g)].map(([, path = '']) => path);
if (entryPoints.length === 0) throw new Error('package.json names no entry point');

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(entryPoints.map((path) => [path, `src/${path}.ts`])),
  external: /^[^./]/,
  platform: 'neutral',
  // No module of ours has effects when it is loaded but the command and the import of reflect-metadata.
  treeshake: { moduleSideEffects: (id, isExternal) => isExternal || id.endsWith('/cli/main.ts') },
});
await bundle.write({
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  comments: { jsdoc: false }, // they are in the declarations
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
});
withoutBareImports(join(root, 'dist'));

/** Empties the lines that import a chunk for its effects alone: it has none, and bundlers would warn about each of these lines. */
function withoutBareImports(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.js')) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^import "\.[^"]*";$/gm, ''));
  }
}
