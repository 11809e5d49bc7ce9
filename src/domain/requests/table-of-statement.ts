/** A text, a quoted identifier, a word or another character of a PartiQL statement. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w.-]+|\S/g;

/** Returns the name of the table in a PartiQL statement; `undefined` if it has none. */
export function tableOfStatement(statement: string): string | undefined {
  const tokens = statement.match(token) ?? [];
  // INSERT INTO table, UPDATE table, SELECT … FROM table, DELETE FROM table
  const before = tokens.findIndex(
    (text, index) => /^(?:FROM|INTO)$/i.test(text) || (index === 0 && /^UPDATE$/i.test(text)),
  );
  const name = before < 0 ? undefined : tokens[before + 1];
  if (name?.startsWith('"')) return name.slice(1, -1).replaceAll('""', '"');
  // An index follows after a dot.
  return name !== undefined && /^[\w.-]+$/.test(name) ? name.split('.')[0] : undefined;
}
