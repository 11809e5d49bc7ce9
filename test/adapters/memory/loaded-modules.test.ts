import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';

const test = suite('loaded modules');

const root = new URL('../../../', import.meta.url);

/** Prints every import of a file below `src` at run time. */
const hooks = `
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    const parent = context.parentURL ?? '';
    if (parent.startsWith('${new URL('src/', root)}')) writeSync(1, parent + ' ' + specifier + '\\n');
    return next(specifier, context);
  }`;

const registration = `
  import { register } from 'node:module';
  register(${JSON.stringify(asModule(hooks))});`;

test('the memory adapter loads no package and nothing of Node', async () => {
  const imports = await importsOf('src/adapters/memory/index.ts');
  assert.ok(imports.length > 30, `${imports.length} imports`);
  assert.equal(
    imports.filter((specifier) => !specifier.startsWith('.')),
    [],
  );
});

test('the main entry point loads no package and nothing of Node', async () => {
  const imports = await importsOf('src/index.ts');
  assert.ok(imports.length > 5, `${imports.length} imports`);
  assert.equal(
    imports.filter((specifier) => !specifier.startsWith('.')),
    [],
  );
});

test('the check finds an import of a package', async () => {
  assert.ok((await importsOf('src/inversify/index.ts')).includes('inversify'));
});

test.run();

async function importsOf(path: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--import', asModule(registration), fileURLToPath(new URL(path, root))],
    { cwd: root },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.slice(line.indexOf(' ') + 1));
}

function asModule(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
