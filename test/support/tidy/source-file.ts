import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comment, type Program, parseSync, Visitor } from 'oxc-parser';

/** An import of a file in any form. */
export interface Import {
  readonly specifier: string;
  /** Only types are imported, so nothing is loaded at run time. */
  readonly isType: boolean;
  readonly isDynamic: boolean;
  readonly line: number;
}

/** A parsed TypeScript file. */
export interface SourceFile {
  /** Path from the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
  /** Returns the line of an offset, counted from 1. */
  lineOf(offset: number): number;
}

/** Parses a file; the path need not exist. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const starts = [0];
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  return { path, text, program, comments, imports: readImports(program, lineOf), lineOf };
}

/** Parses every TypeScript file below some folders of `root`. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return listFiles(root, folders)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Returns the sorted paths, relative to `root`, of all files below the folders. */
export function listFiles(root: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, '')),
    )
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
}

function readImports(program: Program, lineOf: (offset: number) => number): Import[] {
  const imports: Import[] = [];
  const add = (source: unknown, start: number, kind: { isType?: boolean; isDynamic?: boolean }) => {
    const value = isLiteral(source) ? source.value : '(computed)';
    imports.push({
      specifier: value,
      isType: kind.isType ?? false,
      isDynamic: kind.isDynamic ?? false,
      line: lineOf(start),
    });
  };
  new Visitor({
    ImportDeclaration: (node) => {
      const hasOnlyTypes =
        node.specifiers.length > 0 &&
        node.specifiers.every((specifier) => specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
      add(node.source, node.start, { isType: node.importKind === 'type' || hasOnlyTypes });
    },
    ExportAllDeclaration: (node) => add(node.source, node.start, { isType: node.exportKind === 'type' }),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source, node.start, { isType: node.exportKind === 'type' });
    },
    ImportExpression: (node) => add(node.source, node.start, { isDynamic: true }),
    TSImportType: (node) => add(node.source, node.start, { isType: true }),
  }).visit(program);
  return imports;
}

function isLiteral(node: unknown): node is { value: string } {
  return typeof Reflect.get(Object(node), 'value') === 'string';
}
