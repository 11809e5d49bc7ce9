import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as dynarepo from 'dynarepo';
import * as assert from 'uvu/assert';
import { codesIn, rowsBelow } from '../support/docs/table-rows.ts';
import { suite } from '../support/suite.ts';

const page = 'docs/attribute-kinds.md';
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.cache', 'attribute-kinds');

const examples = rowsBelow(page, '| kind | value |').map((row) => row.flatMap(codesIn));
/** The documented kinds with the methods of their paths. */
const methods = rowsBelow(page, '| kinds |').flatMap(([kinds, conditions, updates]) =>
  codesIn(kinds).map((kind) => ({ kind, conditions: codesIn(conditions), updates: codesIn(updates) })),
);
const allMethods = [...new Set(methods.flatMap(({ conditions, updates }) => [...conditions, ...updates]))];

const test = suite('the page on kinds of attributes');

test('has an example of each kind of the table of types, and its methods', () => {
  const kinds = rowsBelow(page, '| kind | DynamoDB type |').map(([kind = '']) => /\w+/.exec(kind)?.[0] ?? '');
  const own = kinds.filter((kind) => kind !== dynarepo.custom.name);
  assert.equal([...new Set(examples.map(([kind = '']) => kindOf(kind)))], own);
  assert.equal(methods.map(({ kind }) => kind).sort(), own.sort());
});

for (const [kind = '', value = '', stored = ''] of examples) {
  test(`${kind} stores ${value} as the page shows, and reads it`, () => {
    const One = dynarepo.entity('One', {
      table: 'ones',
      attributes: { id: dynarepo.string(), value: evaluated(kind) },
      key: { partition: 'id' },
    });
    const item = dynarepo.encodeEntity(One, { id: 'a', value: evaluated(value) });
    assert.equal(item.value, evaluated(stored));
    assert.equal(dynarepo.encodeEntity(One, dynarepo.decodeItem(One, item)), item);
  });
}

test('lists the methods that the types have, and no others', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['.'], exclude: [] }),
  );
  writeFileSync(join(folder, 'methods.ts'), programOf());
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8', cwd: root });
  } catch (error) {
    assert.unreachable(String(Reflect.get(Object(error), 'stdout')));
  }
});

test.run();

/** A program that compiles if the paths of each kind have the documented methods alone. */
function programOf(): string {
  const kinds = methods.map(({ kind, conditions, updates }, index) => {
    const [example = ''] = examples.find(([code = '']) => kindOf(code) === kind) ?? [];
    const names = [...conditions, ...updates];
    const absent = allMethods.filter((name) => !names.includes(name));
    return `
const path${index} = pathOf(${example.replace('json()', 'json<object>()')});
const has${index}: readonly (keyof typeof path${index})[] = ${JSON.stringify(names)};
const lacks${index}: readonly Exclude<${JSON.stringify(allMethods).slice(1, -1).replaceAll(',', ' | ')}, keyof typeof path${index}>[] = ${JSON.stringify(absent)};
console.log(has${index}, lacks${index});`;
  });
  const imports = [...new Set(examples.flatMap(([code = '']) => code.match(/\w+(?=\()/g) ?? []))].filter(
    (name) => name in dynarepo,
  );
  return `import { ${imports.join(', ')} } from 'dynarepo';
import type { AnyAttribute, PathsOfAttributes } from 'dynarepo/types';
declare function pathOf<A extends AnyAttribute>(attribute: A): PathsOfAttributes<{ a: A }>['a'];
${kinds.join('')}
`;
}

/** The name of the function that declares a kind. */
function kindOf(code: string): string {
  const [name = ''] = /^\w+/.exec(code) ?? [];
  return name;
}

/** Evaluates code of the page, which uses the names that dynarepo exports. */
function evaluated(code: string) {
  const names = Object.keys(dynarepo);
  return new Function(...names, `return (${code});`)(...Object.values(dynarepo));
}
