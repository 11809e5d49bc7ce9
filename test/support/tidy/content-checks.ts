import { Visitor } from 'oxc-parser';
import type { Allowance } from './allowances.ts';
import { portablePaths } from './layers.ts';
import { except } from './shape-checks.ts';
import type { SourceFile } from './source-file.ts';

/** Member accesses to the clock, random numbers and environment, which only composing files may have. */
const ambientMembers = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'process.env', 'performance.now']);
const ambientNames = new Set(['randomUUID']);
const nodeGlobals = new Set(['Buffer', 'process', 'global', 'setImmediate', '__dirname', '__filename', 'require']);

// The patterns are written so that these lines do not match themselves.
const bannedTexts: readonly (readonly [RegExp, string])[] = [
  [/\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b/, 'unfinished business'],
  [/(?:^|[\s"'`(=:])\/(?:work|root|Users|home(?!\/dynamodblocal))\/|[A-Z]:\\Users/, 'a path of one machine'],
  [/(?:["'`\s(])\/tm[p]\//, 'a path of one machine'],
  [/\b(?:issue|ticket) #?\d/i, "an issue's number"],
];

/** Finds uses of the clock, random numbers or environment outside the composing files; `new Date()` reads the clock too. */
export function ambientReads(files: readonly SourceFile[], allowed: readonly Allowance[]): string[] {
  const found = new Map<string, string>();
  for (const file of files) {
    const add = (what: string, node: { readonly start: number }) =>
      found.set(file.path, `${file.path}:${file.lineOf(node.start)}: uses ${what}`);
    new Visitor({
      MemberExpression: (node) => {
        const path = memberPath(node);
        if (path !== undefined && ambientMembers.has(path)) add(path, node);
      },
      Identifier: (node) => {
        if (ambientNames.has(node.name)) add(node.name, node);
      },
      NewExpression: (node) => {
        const { callee } = node;
        if (callee.type === 'Identifier' && callee.name === 'Date' && node.arguments.length === 0)
          add('new Date()', node);
      },
    }).visit(file.program);
  }
  return except([...found.keys()], allowed, (path) => found.get(path) ?? path);
}

/** Finds globals of Node in code that also runs in a browser. */
export function nodeGlobalUses(files: readonly SourceFile[]): string[] {
  const complaints: string[] = [];
  for (const file of files) {
    if (!portablePaths.some((path) => file.path === path || (path.endsWith('/') && file.path.startsWith(path))))
      continue;
    new Visitor({
      MemberExpression: (node) => {
        if (node.object.type === 'Identifier' && nodeGlobals.has(node.object.name)) {
          complaints.push(`${file.path}:${file.lineOf(node.start)}: uses ${node.object.name}, which browsers lack`);
        }
      },
    }).visit(file.program);
  }
  return complaints;
}

/** Finds lines with banned words. */
export function bannedWords(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      bannedTexts
        .filter(([pattern]) => pattern.test(line))
        .map(([, what]) => `${path}:${index + 1}: has ${what}: ${line.trim()}`),
    );
}

/** Finds casts (`as T`, except `as const`) without a comment in the same line or the three lines above. */
export function unexplainedCasts(files: readonly SourceFile[]): string[] {
  const complaints: string[] = [];
  for (const file of files) {
    const commented = new Set(
      file.comments.flatMap(({ start, end }) => {
        const last = file.lineOf(end);
        return [file.lineOf(start), last, last + 1, last + 2, last + 3];
      }),
    );
    new Visitor({
      TSAsExpression: (node) => {
        const isConst = file.text.slice(node.typeAnnotation.start, node.typeAnnotation.end) === 'const';
        const line = file.lineOf(node.end);
        if (!isConst && !commented.has(line)) complaints.push(`${file.path}:${line}: a cast gives no reason`);
      },
    }).visit(file.program);
  }
  return complaints;
}

/** Finds test files that import another test framework or never call `.run()`. */
export function testsThatCannotRun(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /\.(?:test|clients)\.ts$/.test(path))
    .flatMap(({ path, text, imports }) => {
      const complaints = imports
        .filter(({ specifier }) => specifier === 'uvu' || specifier === 'node:test')
        .map(({ line }) => `${path}:${line}: uses a test framework other than test/support/suite.ts`);
      if (!/\.run\(\);/.test(text)) complaints.push(`${path}: never calls .run()`);
      return complaints;
    });
}

function memberPath(node: { readonly object: unknown; readonly property: unknown }): string | undefined {
  const object: unknown = Reflect.get(Object(node.object), 'name');
  const property: unknown = Reflect.get(Object(node.property), 'name');
  return typeof object === 'string' && typeof property === 'string' ? `${object}.${property}` : undefined;
}
