// Counts the type instantiations of each additional entity with its uses: `tsx test/types/instantiations.ts`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefinitionKind, entityModule } from './entity-module.ts';

/** Maximum type instantiations for each additional entity with its uses. */
const limit = 2_000;
const entityCounts = [1, 10, 100] as const;

const root = fileURLToPath(new URL('../..', import.meta.url));
const kinds: readonly DefinitionKind[] = ['attributes', 'templates', 'everything'];
const failed = kinds.filter((kind) => !isCheap(kind));
process.stdout.write(`${kinds.length - failed.length} passed, ${failed.length} failed, 0 skipped\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Reports the instantiations of programs with more and more entities; returns whether a further entity is cheap. */
function isCheap(kind: DefinitionKind): boolean {
  const programs = entityCounts.map((count) => measure(kind, count));
  const [, few = 0, many = 0] = programs.map(({ instantiations }) => instantiations);
  const perEntity = Math.round((many - few) / (entityCounts[2] - entityCounts[1]));
  process.stdout.write(
    `${kind}: ${perEntity} type instantiations for each further entity with its uses (at most ${limit})\n` +
      programs
        .map(
          (program, index) => `  ${entityCounts[index]}: ${program.instantiations}, checked in ${program.checkTime}\n`,
        )
        .join(''),
  );
  return perEntity <= limit;
}

/** Type-checks a program with this many entities, which must compile. */
function measure(
  kind: DefinitionKind,
  entityCount: number,
): { readonly instantiations: number; readonly checkTime: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dynarepo-types-'));
  try {
    writeProgram(folder, kind, entityCount);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const command = [compiler, '-p', folder, '--extendedDiagnostics'];
    const { status, stdout: report } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the compiler rejects the generated program:\n${report.slice(0, 2_000)}`);
    return { instantiations: Number(readLine(report, 'Instantiations')), checkTime: readLine(report, 'Check time') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeProgram(folder: string, kind: DefinitionKind, entityCount: number): void {
  // The compiler looks for the SDK's types in the folder and its parents.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const configuration = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { paths: { dynarepo: [join(root, 'src/index.ts')] } },
    include: ['*.mts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  for (let index = 0; index < entityCount; index += 1) {
    writeFileSync(join(folder, `entity-${index}.mts`), entityModule(index, kind));
  }
}

function readLine(report: string, label: string): string {
  const value = new RegExp(`^${label}:\\s*(\\S+)$`, 'm').exec(report)?.[1];
  if (value === undefined) throw new Error(`the compiler reports no "${label}":\n${report}`);
  return value;
}
