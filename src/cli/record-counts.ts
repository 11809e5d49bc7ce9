import type { RequestRecord } from './record.ts';

/** Counts the tables and items that records write, for the summary of `dump` and `load`. */
export class RecordCounts {
  #tables = 0;
  #items = 0;
  #others = 0;

  /** Items written so far. */
  get items(): number {
    return this.#items;
  }

  /** Counts a record. */
  add({ operation }: RequestRecord): void {
    if (operation === 'CreateTable') this.#tables += 1;
    else if (operation === 'PutItem') this.#items += 1;
    else this.#others += 1;
  }

  /**
   * Returns the summary, such as "wrote 1 table and 2 items to dump.jsonl".
   *
   * @param target - the file or engine that the records were written to.
   */
  summary(target: string): string {
    const others = this.#others === 0 ? '' : `, and ${quantity(this.#others, 'other request')},`;
    return `wrote ${quantity(this.#tables, 'table')} and ${quantity(this.#items, 'item')}${others} to ${target}`;
  }
}

function quantity(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
