import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Step } from './step.ts';

/** A history that once produced a difference and must not do so again. */
export interface Regression {
  /** File name without extension. */
  readonly name: string;
  /** The seed and step that found it, or a description. */
  readonly origin: string;
  readonly steps: readonly Step[];
}

const folder = fileURLToPath(new URL('regressions', import.meta.url));

/** Reads all saved regressions in the order of their names. */
export function readRegressions(): Regression[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      // Only this module writes these files.
      const saved = JSON.parse(readFileSync(join(folder, file), 'utf8'), revive) as Omit<Regression, 'name'>;
      return { ...saved, name: file.replace(/\.json$/, '') };
    });
}

/** Saves a history and returns the path of its file. */
export function saveRegression({ name, origin, steps }: Regression): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${toText({ origin, steps })}\n`);
  return path;
}

/** Formats a value as JSON; binary values become `{ "$bytes": "…" }` in base64. */
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
