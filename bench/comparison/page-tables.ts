/** Returns a table of Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** Returns the table of a page that follows a mark, `<!-- compared: sizes -->`. */
export function tableOf(page: string, name: string): string {
  const { start, end } = boundsOf(page, name);
  return page.slice(start, end);
}

/** Returns a page with another table behind a mark. */
export function replaceTable(page: string, name: string, table: string): string {
  const { start, end } = boundsOf(page, name);
  return page.slice(0, start) + table + page.slice(end);
}

/** Returns the whole numbers in a table. */
export function numbersIn(table: string): number[] {
  return [...table.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replaceAll(',', '')));
}

function boundsOf(page: string, name: string): { readonly start: number; readonly end: number } {
  const mark = `<!-- compared: ${name} -->\n\n`;
  const start = page.indexOf(mark) + mark.length;
  if (start < mark.length) throw new Error(`docs/comparison.md has no mark for ${name}`);
  const end = page.indexOf('\n\n', start);
  return { start, end };
}
