import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Step } from './step.ts';

/** A history that once made a difference, and must not again. */
export interface Regression {
  /** Of the file, without its ending. */
  readonly name: string;
  /** What it is about: the seed and step that found it, or a sentence. */
  readonly origin: string;
  readonly steps: readonly Step[];
}

const folder = fileURLToPath(new URL('regressions', import.meta.url));

/** All regressions that are kept, by name. */
export function readRegressions(): Regression[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      // These files are written here and nowhere else.
      const kept = JSON.parse(readFileSync(join(folder, file), 'utf8'), revive) as Omit<Regression, 'name'>;
      return { ...kept, name: file.replace(/\.json$/, '') };
    });
}

/** Keeps a history, and gives back the path of its file. */
export function keepRegression({ name, origin, steps }: Regression): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${toText({ origin, steps })}\n`);
  return path;
}

/** JSON in which binary values are `{ "$bytes": "…" }`, as base64. */
export function toText(value: unknown): string {
  return JSON.stringify(marked(value), null, 2);
}

function marked(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, marked(part)]));
}

function revive(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
}
