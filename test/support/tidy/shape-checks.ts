import { Visitor } from 'oxc-parser';
import type { Allowance } from './allowances.ts';
import type { SourceFile } from './source-file.ts';

const maxFileLines = 400;
const maxFunctionLines = 60;
const bannedStems = /^(util|utils|helper|helpers|common|misc|base|manager|managers|service|services)$/;
const bannedWords = /(^|-)(utils?|helpers?|misc|managers?)(-|$)/;
const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Finds files of more than 400 lines, and allowances for shorter files. */
export function longFiles(files: readonly SourceFile[], allowed: readonly Allowance[]): string[] {
  const long = files.filter(({ text }) => lineCount(text) > maxFileLines).map(({ path }) => path);
  return except(long, allowed, (path) => `${path}: has more than ${maxFileLines} lines`);
}

/** Finds functions of more than 60 lines, and allowances for files without such a function. */
export function longFunctions(files: readonly SourceFile[], allowed: readonly Allowance[]): string[] {
  const found = new Map<string, string>();
  for (const file of files) {
    const check = (node: { readonly start: number; readonly end: number }) => {
      const line = file.lineOf(node.start);
      const lines = file.lineOf(node.end) - line + 1;
      if (lines > maxFunctionLines) found.set(file.path, `${file.path}:${line}: a function of ${lines} lines`);
    };
    new Visitor({
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    }).visit(file.program);
  }
  return except([...found.keys()], allowed, (path) => found.get(path) ?? path);
}

/** Finds files and folders whose name has no meaning or is not in kebab-case. */
export function badNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.split('/');
    const stems = parts.map((part) => part.replace(/^\./, '').replace(/\..*$/, ''));
    const complaints = stems
      .filter((stem) => bannedStems.test(stem) || bannedWords.test(stem))
      .map((stem) => `${path}: "${stem}" is not a meaningful name for a file or folder`);
    const oddParts = path.endsWith('.ts') ? parts.filter((part) => !kebabCase.test(part)) : [];
    return [...complaints, ...oddParts.map((part) => `${path}: "${part}" is not in kebab-case`)];
  });
}

/** Finds exports without a TSDoc comment directly above. */
export function undocumentedExports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const documented = new Set<string>();
    return file.program.body.flatMap((statement) => {
      if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) return [];
      const name = declaredName(statement.declaration);
      if (documented.has(name)) return [];
      documented.add(name);
      const comment = file.comments.findLast((found) => found.end <= statement.start);
      const isAbove = comment !== undefined && file.text.slice(comment.end, statement.start).trim() === '';
      return isAbove && comment.value.startsWith('*')
        ? []
        : [`${file.path}:${file.lineOf(statement.start)}: ${name} is exported without a comment`];
    });
  });
}

/** Returns a complaint for each path without an allowance, and for each allowance without a path. */
export function except(
  paths: readonly string[],
  allowed: readonly Allowance[],
  complain: (path: string) => string,
): string[] {
  return [
    ...paths.filter((path) => !allowed.some((allowance) => allowance.path === path)).map(complain),
    ...allowed
      .filter((allowance) => !paths.includes(allowance.path))
      .map((allowance) => `${allowance.path}: the allowance is no longer needed`),
  ];
}

function declaredName(declaration: object): string {
  const first: unknown = Reflect.get(declaration, 'declarations') ?? [declaration];
  const id: unknown = Array.isArray(first) ? Reflect.get(Object(first[0]), 'id') : undefined;
  return String(Reflect.get(Object(id), 'name'));
}

function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
