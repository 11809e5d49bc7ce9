import type { Databases } from '../adapters/http/wire-options.ts';
import type { Input } from '../domain/dynamodb.ts';
import { schemaChanges } from '../repositories/tables/table-differences.ts';
import { describeDifference } from '../repositories/tables/table-plan.ts';
import type { RequestRecord } from './record.ts';

/**
 * Returns a warning for each table whose keys or indexes differ from its CreateTable request, as happens if a data file has
 * the table from an earlier run.
 */
export async function checkStoredTables(db: Databases, tables: readonly RequestRecord[]): Promise<string[]> {
  if (typeof db === 'function') return []; // each caller gets a new database
  const warnings: string[] = [];
  for (const { operation, input } of tables) {
    if (operation !== 'CreateTable') continue;
    const expected = { TableName: '', ...input } as Input<'CreateTable'>; // `readTables` validated it
    const { Table = {} } = await db.execute('DescribeTable', { TableName: expected.TableName });
    const changes = schemaChanges(Table, expected).filter(({ kind }) => kind === 'create' || kind === 'replace');
    const differences = changes.map((change) => describeDifference({ ...change, obstacle: undefined }));
    if (differences.length > 0) warnings.push(`table ${expected.TableName} already exists: ${differences.join('; ')}`);
  }
  return warnings;
}
