/** Returns a table of Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** Returns the table of a page that follows a mark, `<!-- compared: sizes -->`; `kind` is the first word of the mark. */
export function tableOf(page: string, name: string, kind: string = 'compared'): string {
  const { start, end } = boundsOf(page, name, kind);
  return page.slice(start, end);
}

/** Returns a page with another table behind a mark. */
export function replaceTable(page: string, name: string, table: string, kind: string = 'compared'): string {
  const { start, end } = boundsOf(page, name, kind);
  return page.slice(0, start) + table + page.slice(end);
}

/** Returns the whole numbers in a table. */
export function numbersIn(table: string): number[] {
  return [...table.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replaceAll(',', '')));
}

function boundsOf(page: string, name: string, kind: string): { readonly start: number; readonly end: number } {
  const mark = `<!-- ${kind}: ${name} -->\n\n`;
  const start = page.indexOf(mark) + mark.length;
  if (start < mark.length) throw new Error(`the page has no mark for ${name}`);
  const end = page.indexOf('\n\n', start);
  return { start, end };
}
