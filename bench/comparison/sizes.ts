import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type OnResolveArgs } from 'esbuild';
import { type Library, moduleSource } from './module-sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The size of a program in bytes. */
export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** Measures a program with one entity as a bundler leaves it: minified for Node, without the AWS SDK and files for `import()`. */
export async function sizeOfProgram(library: Library): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: moduleSource(library, 1), resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    write: false,
    external: ['@aws-sdk/*', '@smithy/*'],
    plugins: [{ name: 'lazy imports', setup: ({ onResolve }) => onResolve({ filter: /^\./ }, withoutLazyImports) }],
    alias: {
      dynarepo: `${root}src/index.ts`,
      'dynarepo/dynamodb': `${root}src/adapters/dynamodb/index.ts`,
    },
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}

/** A bundler that splits code puts what `import()` loads into files of their own. */
function withoutLazyImports({ kind, path }: OnResolveArgs) {
  return kind === 'dynamic-import' ? { external: true, path } : undefined;
}
