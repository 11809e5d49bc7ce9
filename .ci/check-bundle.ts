// Measures the entry point `.` as a bundler leaves it: all of it, minified and gzipped. It may not grow beyond a limit.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Maximum size of everything that 'dynarepo' exports, minified and gzipped, in bytes. */
const limit = 28 * 1024;
/** Number of source files that the report lists. */
const listed = 15;

const { outputFiles, metafile } = await build({
  stdin: { contents: "export * from 'dynarepo'", resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'node20.19',
  write: false,
  outfile: 'bundle.js',
  metafile: true,
  alias: { dynarepo: fileURLToPath(new URL('../src/index.ts', import.meta.url)) },
});
const code = outputFiles[0]?.contents ?? new Uint8Array();
const size = gzipSync(code, { level: 9 }).length;

const inputs = Object.entries(metafile.outputs['bundle.js']?.inputs ?? {});
const largest = inputs.sort(([, one], [, other]) => other.bytesInOutput - one.bytesInOutput).slice(0, listed);
for (const [path, { bytesInOutput }] of largest) console.log(`${String(bytesInOutput).padStart(7)}  ${path}`);
console.log(
  `the entry point '.': ${size} bytes gzipped (at most ${limit}), ${code.length} minified, ${inputs.length} files`,
);

const passed = inputs.length > 1 && size <= limit;
console.log(`${passed ? 1 : 0} passed, ${passed ? 0 : 1} failed, 0 skipped`);
process.exitCode = passed ? 0 : 1;
