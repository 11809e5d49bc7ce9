import { stdout } from 'node:process';
import type { Reading } from './meter.ts';

/** Whether to print colours and a progress bar; a pipe or file gets plain lines. */
const isTerminal = stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';

/** Formats text in bold. */
export const bold = (text: string): string => (isTerminal ? `\u001b[1m${text}\u001b[22m` : text);
/** Formats text as dim. */
export const dim = (text: string): string => (isTerminal ? `\u001b[2m${text}\u001b[22m` : text);

/** Writes one line. */
export function line(text = ''): void {
  stdout.write(`${text}\n`);
}

/** Writes the heading of a step: the task in words and in code. */
export function heading(title: string, code: string): void {
  line();
  line(bold(title));
  line(`  ${dim(code)}`);
}

/** Writes the results, one per line, up to a maximum. */
export function results(texts: readonly string[], most = 5): void {
  for (const text of texts.slice(0, most)) line(`  → ${text}`);
  if (texts.length > most) line(`  → and ${whole(texts.length - most)} more`);
}

/** Writes the cost of a step. */
export function costs({ requests, returned, evaluated, capacityUnits }: Reading, elapsedMs: number): void {
  const parts = [
    `${whole(requests)} request${requests === 1 ? '' : 's'}`,
    `${whole(returned)} returned`,
    ...(evaluated > 0 ? [`${whole(evaluated)} evaluated`] : []),
    `${capacityUnits.toLocaleString('en-US', { maximumFractionDigits: 1 })} capacity unit${capacityUnits === 1 ? '' : 's'}`,
    `${elapsedMs.toFixed(1)} ms`,
  ];
  line(dim(`  ${parts.join(' · ')}`));
}

/** A progress bar; without a terminal, one line per quarter. */
export class ProgressBar {
  readonly #total: number;
  #quarters = 0;

  constructor(total: number) {
    this.#total = total;
  }

  show(done: number): void {
    const share = this.#total === 0 ? 1 : done / this.#total;
    const text = `${whole(done)} of ${whole(this.#total)}`;
    if (isTerminal) {
      const filled = Math.round(share * 40);
      stdout.write(`\r  ${'█'.repeat(filled)}${'░'.repeat(40 - filled)} ${text}${share === 1 ? '\n' : ''}`);
    } else if (Math.floor(share * 4) > this.#quarters) {
      this.#quarters = Math.floor(share * 4);
      line(`  ${text}`);
    }
  }
}

/** Formats a whole number with separators. */
export function whole(number: number): string {
  return number.toLocaleString('en-US');
}
