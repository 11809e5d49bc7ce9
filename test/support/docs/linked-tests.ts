import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from './pages.ts';

/** A test that a page names: a link to its file whose text is its title. */
export interface LinkedTest {
  /** Path of the file from the root of the project. */
  readonly file: string;
  readonly title: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Returns the tests that a text of a page links to. */
export function linkedTests({ path }: Page, text: string): LinkedTest[] {
  const links = [...text.matchAll(/\[((?:[^[\]]|\[[^\]]*\])+)\]\((\.\.\/(?:test|\.ci)\/[^()\s]+)\)/g)];
  return links.map(([, title = '', link = '']) => ({ file: posix.join(dirname(path), link), title }));
}

/** Returns whether a file has a test with the title; "…" stands for what differs between tests that a loop creates. */
export function hasTest({ file, title }: LinkedTest): boolean {
  return titlesIn(file).includes(title);
}

/** Returns whether a test is registered once for each adapter. */
export function runsOnEveryAdapter({ file, title }: LinkedTest): boolean {
  const loop = readLines(file).findIndex((line) => line.includes('of adapters()'));
  return loop >= 0 && titlesIn(file, loop).includes(title);
}

/** Titles of tests, and the reasons why lines of a type test do not compile. */
function titlesIn(file: string, fromLine = 0): string[] {
  const text = readLines(file).slice(fromLine).join('\n');
  // What is registered for each adapter is indented by the loop over the adapters.
  const indentation = fromLine > 0 ? ' +' : ' *';
  const titles = [...text.matchAll(new RegExp(`^${indentation}\\w+\\(\\s*(['"\`])(.*?)\\1,\\s*(?:async )?\\(`, 'gm'))];
  const reasons = [...text.matchAll(/^ *\/\/ @ts-expect-error (.+)$/gm)].map(([, reason = '']) => reason);
  return [...titles.map(([, , title = '']) => title.replace(/\$\{[^}]*\}/g, '…')), ...reasons];
}

function readLines(file: string): string[] {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}
