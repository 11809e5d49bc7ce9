/** Sequence numbers have 21 digits: a 1, the number of the record or shard in its stream, and two zeros. */
const numberDigits = 18;

/** Returns the sequence number of a record's or a shard's number in its stream. They grow by more than one, as the service's do. */
export function toSequenceNumber(number: number): string {
  return `1${String(number).padStart(numberDigits, '0')}00`;
}

/** Returns the number of a sequence number; `undefined` if no record or shard can have it. */
export function fromSequenceNumber(text: string): number | undefined {
  const digits = /^1(\d{18})00$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
