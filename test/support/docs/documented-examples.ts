import { readSources } from '../tidy/source-file.ts';
import { type CodeBlock, codeBlocksOf, lineAt, type Page } from './pages.ts';

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
 * continue the first one. A page with several of these has one more example, which only compiles: all of them in one file.
 */
export function markdownExamples(page: Page): DocumentedExample[] {
  const blocks = codeBlocksOf(page).filter(({ info }) => info.split(' ', 1)[0] === 'ts');
  const [first] = blocks;
  const continued = blocks.filter(isContinued);
  const examples = blocks.map((block) => ({
    where: `${page.path}:${block.line}`,
    code: isContinued(block) ? joined([first, block]) : block.code,
    runs: block.info !== 'ts compile-only',
  }));
  if (continued.length < 2) return examples;
  const whole = { where: `${page.path}, pasted into one file`, code: joined([first, ...continued]), runs: false };
  return [...examples, whole];
}

function isContinued({ info }: CodeBlock): boolean {
  return info === 'ts continued';
}

function joined(blocks: readonly (CodeBlock | undefined)[]): string {
  return blocks.map((block) => block?.code).join('\n');
}

/** Returns the `@example` blocks of the published sources; what needs AWS or a container only compiles. */
export function sourceExamples(root: string): DocumentedExample[] {
  return readSources(root, ['src']).flatMap(({ path, text, comments }) =>
    comments.flatMap((comment) => {
      const tags = comment.value.replaceAll(/^[^\S\n]*\* ?/gm, '').split(/^(?=@)/m);
      const blocks = tags.filter((tag) => tag.startsWith('@example')).map((tag) => tag.slice('@example'.length).trim());
      const runs = !/^src\/(adapters\/dynamodb|testing|cli)\//.test(path);
      return blocks.map((code) => ({ where: `${path}:${lineAt(text, comment.start)}`, code, runs }));
    }),
  );
}

/** Returns the functions that an example defines and does not use: their bodies would not run with it. */
export function unusedFunctions({ code }: DocumentedExample): string[] {
  const defined = [...code.matchAll(/^(?:export )?(?:async )?function\*? (\w+)|^const (\w+) = (?:async )?\(.*=>/gm)];
  const names = defined.map(([, declared, assigned]) => declared ?? assigned ?? '');
  return names.filter((name) => [...code.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length < 2);
}
