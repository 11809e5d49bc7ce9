import { posix } from 'node:path';
import { entryPointFiles, type Layer, layers } from './layers.ts';
import type { Import, SourceFile } from './source-file.ts';

/** Finds imports that no layer allows. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [`${file.path}: belongs to no layer`];
    return file.imports
      .filter((found) => !isAllowed(layer, file.path, found))
      .map((found) => `${file.path}:${found.line}: may not import ${found.specifier}`);
  });
}

/** Finds relative imports of a folder, a file without extension, or an entry point other than the types. */
export function folderImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ specifier }) => !/\.(ts|json)$/.test(specifier) || isEntryPointFrom(file.path, specifier))
      .map(({ specifier, line }) => `${file.path}:${line}: import the file itself, not ${specifier}`),
  );
}

/** Finds re-exports outside the entry points. */
export function barrels(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !entryPointFiles.includes(path))
    .flatMap(({ path, program }) =>
      program.body
        .filter(
          (statement) =>
            statement.type === 'ExportAllDeclaration' ||
            (statement.type === 'ExportNamedDeclaration' && statement.source !== null),
        )
        .map(() => `${path}: re-exports from another file`),
    );
}

/** Finds import cycles, type imports included; returns one complaint for each group of files that import each other. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, targets(file)]));
  const cycles: string[] = [];
  const indexes = new Map<string, { index: number; low: number }>();
  const stack: string[] = [];
  const visit = (path: string): number => {
    const own = { index: indexes.size, low: indexes.size };
    indexes.set(path, own);
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      if (!graph.has(next)) continue;
      const seen = indexes.get(next);
      if (seen === undefined) own.low = Math.min(own.low, visit(next));
      else if (stack.includes(next)) own.low = Math.min(own.low, seen.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1) cycles.push(`import cycle: ${group.sort().join(', ')}`);
    }
    return own.low;
  };
  for (const path of graph.keys()) if (!indexes.has(path)) visit(path);
  return cycles;
}

function layerOf(path: string): Layer | undefined {
  return layers
    .filter((layer) => path === layer.path || (layer.path.endsWith('/') && path.startsWith(layer.path)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function isAllowed(layer: Layer, from: string, { specifier, isType }: Import): boolean {
  if (specifier.startsWith('.')) {
    const target = resolveFrom(from, specifier);
    return [layer.path, ...layer.mayImport].some(
      (path) => target === path || (path.endsWith('/') && target.startsWith(path)),
    );
  }
  return layer.packages.some(
    (name) =>
      name === '*' ||
      name === specifier ||
      (name === 'node:' && specifier.startsWith('node:')) ||
      (isType && name === `type ${specifier}`),
  );
}

function isEntryPointFrom(from: string, specifier: string): boolean {
  const path = resolveFrom(from, specifier);
  return entryPointFiles.includes(path) && path !== 'src/types.ts';
}

function targets(file: SourceFile): string[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => resolveFrom(file.path, specifier));
}

function resolveFrom(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}
