import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Library, moduleSource } from './module-sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the types of a library cost the compiler. */
export interface TypeCost {
  /** Type instantiations of a program with one entity. */
  readonly first: number;
  /** Type instantiations that each of nine further entities adds. */
  readonly further: number;
}

/** Counts the type instantiations of programs with one entity and with ten, which are the same on every machine. */
export function typeCostOf(library: Library): TypeCost {
  const first = instantiationsOf(library, 1);
  return { first, further: Math.round((instantiationsOf(library, 10) - first) / 9) };
}

/** Counts the type instantiations of a program with this many entities. */
export function instantiationsOf(library: Library, entityCount: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'dynarepo-comparison-'));
  try {
    // The compiler looks for packages in the folder and its parents.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const paths = {
      dynarepo: [join(root, 'src/index.ts')],
      'dynarepo/dynamodb': [join(root, 'src/adapters/dynamodb/index.ts')],
    };
    const compilerOptions = { paths, exactOptionalPropertyTypes: false };
    const configuration = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.mts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
    for (let index = 1; index <= entityCount; index += 1) {
      writeFileSync(join(folder, `entity-${index}.mts`), moduleSource(library, index));
    }
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--extendedDiagnostics'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the compiler rejects the program of ${library}:\n${stdout.slice(0, 2_000)}`);
    return Number(/^Instantiations:\s*(\d+)$/m.exec(stdout)?.[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
