import { readFileSync } from 'node:fs';
import { MemoryDynamoDb } from '../adapters/memory/memory-dynamodb.ts';
import { excerpt } from '../domain/excerpt.ts';
import type { RequestRecord } from './record.ts';
import { parseTableFile } from './table-files/parse-table-file.ts';
import { parseText } from './table-files/parse-text.ts';
import type { TemplateContext } from './table-files/template.ts';
import { tableRequests } from './table-requests.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';

/** The tables in files, as requests. */
export interface ReadTables {
  /** Valid CreateTable requests, each followed by the requests for other settings of its table. */
  readonly requests: readonly RequestRecord[];
  /** Names the settings that are left out; `undefined` if there are none. */
  readonly warning: string | undefined;
}

/**
 * Reads the tables in files, each in one of the formats of `table-files`.
 *
 * @throws UsageError - a file cannot be read, has another format, or has an invalid table.
 * @throws ArgumentError - no template has one of the parameters.
 */
export async function readTables(paths: readonly string[], context: TemplateContext): Promise<ReadTables> {
  const scratch = new MemoryDynamoDb({ region: context.region });
  const requests: RequestRecord[] = [];
  const tablesBySetting = new Map<string, string[]>();
  const unused = new Set([...context.parameters.keys()].filter((name) => !name.startsWith('AWS::')));
  for (const path of paths) {
    const text = readText(path);
    try {
      const { tables, parameters } = parseTableFile(await parseText(text, isYaml(path)), context);
      for (const name of parameters) unused.delete(name);
      for (const table of tables) {
        const { requests: ofTable, leftOut } = await tableRequests(table, scratch);
        requests.push(...ofTable);
        const name = String(ofTable[0]?.input.TableName);
        for (const setting of leftOut) tablesBySetting.set(setting, [...(tablesBySetting.get(setting) ?? []), name]);
      }
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(`${path}: ${error.message}`) : error;
    }
  }
  const [missing] = unused;
  if (missing !== undefined) throw new ArgumentError(`--parameter ${missing}: no template has this parameter`);
  const settings = Array.from(
    tablesBySetting,
    ([setting, tables]) => `${excerpt(setting)} (${excerpt(tables.join(', '))})`,
  );
  const warning = `${paths.join(', ')}: the emulator does not apply these settings: ${settings.join('; ')}`;
  return { requests, warning: settings.length === 0 ? undefined : warning };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${String(codeOf(error))})`);
  }
}
