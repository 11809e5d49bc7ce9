import type { Databases } from '../adapters/http/wire.ts';
import type { Input } from '../domain/dynamodb.ts';
import { tableDifferences } from '../repositories/table-differences.ts';
import type { RequestRecord } from './record.ts';

/**
 * In what the tables of a database are other than those it was to begin with, a sentence for each that is. They are, where
 * a file has kept them from a time when something else was wanted.
 */
export async function checkKeptTables(db: Databases, tables: readonly RequestRecord[]): Promise<string[]> {
  if (typeof db === 'function') return []; // every caller's is made anew
  const warnings: string[] = [];
  for (const { input } of tables) {
    const wanted = { TableName: '', ...input } as Input<'CreateTable'>; // it was checked when it was read
    const { Table = {} } = await db.execute('DescribeTable', { TableName: wanted.TableName });
    const differences = tableDifferences(Table, wanted);
    if (differences.length > 0) warnings.push(`table ${wanted.TableName} was there already: ${differences.join('; ')}`);
  }
  return warnings;
}
