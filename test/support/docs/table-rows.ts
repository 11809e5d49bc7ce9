import { readPage } from './pages.ts';

/** Returns the cells of the rows of the table whose first line begins with a head. */
export function rowsBelow(path: string, head: string): string[][] {
  const lines = readPage(path).text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(head)) + 2;
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith('|'));
  return lines.slice(start, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim()),
  );
}

/** Returns the code in a cell, without its backticks: one text for each. */
export function codesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
