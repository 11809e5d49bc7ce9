// What a program loads when it imports an entry point of `dist`: the files, and the bytes of each. Counted, not timed.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The most that one entry point may load: the bytes of each file by its name without the hash. */
export type LoadLimits = Readonly<Record<string, number>>;

/** Number of source files that a complaint lists. */
const listed = 5;

/** Returns the files that an entry point of a folder imports, with its own first, and the packages. */
function importedBy(folder: string, entry: string): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const file of found) {
    if (!file.endsWith('.js')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, from = ''] of text.matchAll(/^(?:import|export)\b[^"'\n]*["']([^"'\n]+)["'];?$/gm)) {
      found.add(from.startsWith('.') ? relative(folder, join(folder, dirname(file), from)) : from);
    }
  }
  return found;
}

/** Returns a line on what an entry point loads, and a complaint for each file or package that is new or larger than its limit. */
export function checkLoads(folder: string, entry: string, limits: LoadLimits) {
  const complaints: string[] = [];
  const sizes: string[] = [];
  let bytes = 0;
  for (const file of importedBy(folder, entry)) {
    const name = file.replace(/-[\w-]{8}\.js$/, '.js');
    const limit = limits[name];
    const text = file.endsWith('.js') ? readFileSync(join(folder, file), 'utf8') : '';
    const size = Buffer.byteLength(text);
    bytes += size;
    sizes.push(`${name} ${size}`);
    if (limit === undefined) complaints.push(`${entry} loads ${name}, which it did not`);
    else if (size > limit)
      complaints.push(`${name} has ${size} bytes, at most ${limit}; ${largestSources(join(folder, file))}`);
    const slow = /[^\0-\xff]|\/[^"'\n/]*\\p\{.*\/[a-z]*u/.exec(text)?.[0];
    if (slow !== undefined) complaints.push(`${name} has ${slow}: V8 reads this file slower for it`);
  }
  return { line: `${entry}: ${sizes.length} files, ${bytes} bytes (${sizes.join(', ')})`, complaints };
}

function largestSources(path: string): string {
  const map: object = Object(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
  const [sources, contents]: readonly unknown[] = [Reflect.get(map, 'sources'), Reflect.get(map, 'sourcesContent')];
  if (!Array.isArray(sources) || !Array.isArray(contents)) throw new Error(`${path}.map has no sources`);
  const sizes = sources.map((source, index) => ({ source: String(source), size: String(contents[index]).length }));
  const largest = sizes.toSorted((one, other) => other.size - one.size).slice(0, listed);
  return `its largest sources are ${largest.map(({ source, size }) => `${source.replace(/^.*\/src\//, 'src/')} (${size})`).join(', ')}`;
}
