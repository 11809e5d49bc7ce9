import { encodeBase64 } from '../adapters/http/base64.ts';
import { tableInArn } from '../domain/arn.ts';
import type { AttributeValue, Item } from '../domain/dynamodb.ts';
import { ownProperty } from '../domain/own-property.ts';
import { parseNumber } from '../domain/values/decimal.ts';
import type { Connection } from '../repositories/connection.ts';
import { findTable } from '../repositories/table-wait.ts';

/** The primary keys of items, with the key schemas that an engine has. */
export class TableKeys {
  readonly #connection: Connection;
  readonly #attributes = new Map<string, readonly string[]>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Looks up the key schema of a table, by name or ARN, unless it is known. */
  async lookUp(table: string): Promise<void> {
    const name = nameOf(table);
    if (this.#attributes.has(name)) return;
    const found = await findTable(this.#connection, table);
    this.#attributes.set(
      name,
      (found?.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName),
    );
  }

  /**
   * Returns table and primary key of an item as a text; equal keys have equal texts.
   *
   * @returns `undefined` if the key schema is unknown, or a key value is missing or invalid.
   */
  keyOf(table: string, item: Item): string | undefined {
    const values = this.#attributes.get(nameOf(table))?.map((name) => keyText(ownProperty(item, name))) ?? [];
    if (values.length === 0 || values.includes(undefined)) return undefined;
    return JSON.stringify([nameOf(table), ...values]);
  }

  /** Forgets all key schemas. */
  clear(): void {
    this.#attributes.clear();
  }
}

function nameOf(table: string): string {
  return tableInArn(table) ?? table;
}

function keyText(value: AttributeValue | undefined): string | undefined {
  if (typeof value?.S === 'string') return value.S;
  if (typeof value?.N === 'string') return parseNumber(value.N).text;
  return value?.B instanceof Uint8Array ? encodeBase64(value.B) : undefined;
}
