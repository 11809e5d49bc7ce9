import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from './tidy/source-file.ts';

/** A piece of code in the documentation. */
export interface DocumentedExample {
  /** File and line, for messages. */
  readonly where: string;
  readonly code: string;
  /** Whether it also runs; one that needs AWS, a container or another program only compiles. */
  readonly runs: boolean;
}

/**
 * Blocks of a Markdown file marked `ts`; those marked `ts compile-only` do not run, and those marked `ts continued` are
 * taken as written below the first one.
 */
export function markdownExamples(root: string, path: string): DocumentedExample[] {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks = [...text.matchAll(/^```ts(?: (compile-only|continued))?\n([\s\S]*?)^```$/gm)];
  return blocks.map(({ index, 1: mark, 2: code = '' }) => ({
    where: `${path}:${lineAt(text, index)}`,
    code: mark === 'continued' ? `${blocks[0]?.[2]}\n${code}` : code,
    runs: mark !== 'compile-only',
  }));
}

/** The `@example` blocks of the published sources; what needs AWS or a container only compiles. */
export function sourceExamples(root: string): DocumentedExample[] {
  return readSources(root, ['src']).flatMap(({ path, text, comments }) =>
    comments.flatMap((comment) => {
      const lines = comment.value.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
      const start = lines.findIndex((line) => line.startsWith('@example'));
      if (start < 0) return [];
      const end = lines.findIndex((line, index) => index > start && line.startsWith('@'));
      const code = lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
      const runs = !/^src\/(adapters\/dynamodb|testing|cli)\//.test(path);
      return [{ where: `${path}:${lineAt(text, comment.start)}`, code: code.trimEnd(), runs }];
    }),
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
