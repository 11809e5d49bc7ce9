import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from './tidy/source-file.ts';

/** A code example in the documentation. */
export interface DocumentedExample {
  /** File and line, for messages. */
  readonly where: string;
  readonly code: string;
  /** Whether the example is also run. Examples that need AWS, a container or another program are only compiled. */
  readonly runs: boolean;
}

/**
 * Returns the blocks of a Markdown file marked `ts`. Those marked `ts compile-only` do not run; those marked
 * `ts continued` are appended to the first block.
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

/** Returns the `@example` blocks of the published sources. Examples that need AWS or a container are only compiled. */
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
