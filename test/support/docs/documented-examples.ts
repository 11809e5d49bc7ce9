import { readSources } from '../tidy/source-file.ts';
import { codeBlocksOf, lineAt, type Page } from './pages.ts';

/** A piece of code in the documentation. */
export interface DocumentedExample {
  /** File and line, for messages. */
  readonly where: string;
  readonly code: string;
  /** Whether it also runs; one that needs AWS, a container or another program only compiles. */
  readonly runs: boolean;
}

/**
 * Returns the blocks of a page marked `ts`; those marked `ts compile-only` do not run, and those marked `ts continued`
 * continue the first one.
 */
export function markdownExamples(page: Page): DocumentedExample[] {
  const blocks = codeBlocksOf(page).filter(({ info }) => info.split(' ', 1)[0] === 'ts');
  return blocks.map(({ info, code, line }) => ({
    where: `${page.path}:${line}`,
    code: info === 'ts continued' ? `${blocks[0]?.code}\n${code}` : code,
    runs: info !== 'ts compile-only',
  }));
}

/** Returns the `@example` blocks of the published sources; what needs AWS or a container only compiles. */
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
