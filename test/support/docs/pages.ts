import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A page of the documentation. */
export interface Page {
  /** Path from the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface CodeBlock {
  /** Its language with what follows it, such as `ts continued`. */
  readonly info: string;
  readonly code: string;
  /** Line of its opening fence, from 1. */
  readonly line: number;
  /** Offsets of the block in the page, fences included. */
  readonly start: number;
  readonly end: number;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** README.md, CONTRIBUTING.md and the pages in docs and its folders, except those of packages that are installed there. */
export function documentationPages(): Page[] {
  const names = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => `docs/${name.replaceAll('\\', '/')}`);
  const pages = paths.filter((path) => path.endsWith('.md') && !path.includes('/node_modules/'));
  return ['README.md', 'CONTRIBUTING.md', ...pages.sort()].map(readPage);
}

/** Reads a page. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** Returns the fenced blocks of a page, those in list items included, without their indentation. */
export function codeBlocksOf({ text }: Page): CodeBlock[] {
  return [...text.matchAll(/^( *)```(\S.*)\n([\s\S]*?)^\1```$/gm)].map(
    ({ index, 0: block, 1: indentation = '', 2: info = '', 3: code = '' }) => ({
      info,
      code: code.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
      line: lineAt(text, index),
      start: index,
      end: index + block.length,
    }),
  );
}

/** Returns the text of a page with its fenced blocks blanked out; lines keep their numbers. */
export function proseOf(page: Page): string {
  return codeBlocksOf(page).reduce(
    (text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end),
    page.text,
  );
}

/** Returns the headings of a page below its title, in order. */
export function headingsOf(page: Page): string[] {
  return [...proseOf(page).matchAll(/^#{2,} (.+)$/gm)].map(([, heading = '']) => heading);
}

/** Returns the anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Returns the line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
