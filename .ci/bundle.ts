// Bundles the entry points of the package into `dist`: a file for each, and a few chunks for what several share, because each
// file that a program loads costs it about half a millisecond. tsc writes the declarations beside them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InputOptions, type Plugin, type RolldownOutput, rolldown } from 'rolldown';
import { toModelText } from '../src/domain/api/model-text.ts';
import { serviceModel } from '../src/domain/api/service-model.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest: object = Object(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const paths = JSON.stringify([Reflect.get(manifest, 'exports'), Reflect.get(manifest, 'bin')]);
const entryPoints = [...paths.matchAll(/"\.\/dist\/([^"]*)\.js"/g)].map(([, path = '']) => path);
if (entryPoints.length === 0) throw new Error('package.json names no entry point');

const inMemory = await modulesOf('adapters/memory/index');
const inRepositories = await modulesOf('index');
const inAdapters = new Set<string>();
for (const name of ['dynamodb', 'http', 'observing', 'opentelemetry']) {
  for (const id of await modulesOf(`adapters/${name}/index`)) inAdapters.add(id);
}
const bundle = await rolldown(inputOf(entryPoints));
await bundle.write({
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  comments: { jsdoc: false }, // they are in the declarations
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    // Each takes what its modules import with them, unless a group above has it.
    groups: [
      { name: 'core', priority: 5, test: (id) => inMemory.has(id) && inRepositories.has(id) },
      { name: 'model', priority: 4, test: (id) => inMemory.has(id) && !id.includes('/src/adapters/memory/') },
      { name: 'memory', priority: 3, test: (id) => inMemory.has(id) },
      { name: 'adapters', priority: 2, minShareCount: 2, test: (id) => inAdapters.has(id) && inRepositories.has(id) },
      { name: 'repositories', priority: 1, minShareCount: 2, test: (id) => inRepositories.has(id) },
    ],
  },
});
tidyOutput(join(root, 'dist'));

function inputOf(entries: readonly string[]): InputOptions {
  return {
    cwd: root,
    input: Object.fromEntries(entries.map((path) => [path, `src/${path}.ts`])),
    external: /^[^./]/,
    platform: 'neutral',
    plugins: [modelAsText()],
    // No module of ours has effects when it is loaded but the command and the import of reflect-metadata.
    experimental: { attachDebugInfo: 'none' }, // source maps name the files; comments with each name are 3 % of what is loaded
    treeshake: { moduleSideEffects: (id, isExternal) => isExternal || id.endsWith('/cli/main.ts') },
    // `import()` keeps files out of an application's bundle where they are not needed; here other entry points need them.
    checks: { ineffectiveDynamicImport: false },
  };
}

/** Returns the ids of all modules that an entry point needs at once. */
async function modulesOf(entry: string): Promise<ReadonlySet<string>> {
  const { output }: RolldownOutput = await (await rolldown(inputOf([entry]))).generate({ format: 'esm' });
  return new Set(output.flatMap((file) => (file.type === 'chunk' && !file.isDynamicEntry ? file.moduleIds : [])));
}

/** Replaces the service model by its text, which is parsed as it is used. */
function modelAsText(): Plugin {
  return {
    name: 'model as text',
    load: {
      filter: { id: /\/src\/domain\/api\/service-model\.ts$/ },
      handler: () => `
        import { fromModelText } from './model-text.ts';
        export const serviceModel = fromModelText(${JSON.stringify(toModelText(serviceModel))});`,
    },
  };
}

/**
 * Empties the lines that import a chunk for its effects alone: it has none, and bundlers would warn about each of these lines.
 * Escapes characters beyond Latin-1, because one of them makes V8 store the text of a file in two bytes a character.
 */
function tidyOutput(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.js')) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8').replace(/^import "\.[^"]*";$/gm, '');
    writeFileSync(
      path,
      text.replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  }
}
