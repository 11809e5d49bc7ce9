import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Library, moduleSource } from './module-sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The size of a program in bytes. */
export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** Measures a program with one entity as a bundler leaves it: minified for Node, without the AWS SDK. */
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
    alias: {
      dynarepo: `${root}src/index.ts`,
      'dynarepo/dynamodb': `${root}src/adapters/dynamodb/index.ts`,
    },
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}
