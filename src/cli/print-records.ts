import { header, printEnd, printRecord, type RequestRecord } from './record.ts';

/**
 * The lines of a file with the records, from its first line on; the first comes when there is a record, or surely none.
 *
 * @param hasEnd - nothing is to be added to the file, so it gets its last line.
 */
export async function* printRecords(records: AsyncIterable<RequestRecord>, hasEnd: boolean): AsyncGenerator<string> {
  let requests = 0;
  for await (const record of records) {
    if (requests === 0) yield `${header}\n`;
    requests += 1;
    yield printRecord(record);
  }
  if (requests === 0) yield `${header}\n`;
  if (hasEnd) yield printEnd(requests);
}
