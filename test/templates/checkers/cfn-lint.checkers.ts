import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toCloudFormation } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { installOnce } from '../../clients/install-once.ts';
import { runCommand, whyAbsent } from '../../clients/run-command.ts';
import { suite } from '../../support/suite.ts';
import { App, templates } from '../definitions.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const python = process.platform === 'win32' ? 'python' : 'python3';
const binaries = process.platform === 'win32' ? 'Scripts' : 'bin';
/** Templates of the repository: the files in examples whose name ends in `template.json`, `template.yaml` or `template.yml`. */
const exampleTemplates = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /template\.(json|ya?ml)$/.test(path) && !path.includes('node_modules'))
  .map((path) => join(root, 'examples', path));

const test = suite('cfn-lint', { timeoutMs: 580_000 });
const absence = whyAbsent([python, '-c', 'import ensurepip, venv']);

let environment: string;

if (absence === undefined) {
  test.before(async () => {
    environment = await installOnce('cfn-lint', [requirements], async (folder) => {
      await runCommand([python, '-m', 'venv', folder]);
      await runCommand([join(folder, binaries, 'pip'), 'install', '--quiet', '--requirement', requirements]);
    });
  });
}

for (const [name, input] of Object.entries(templates)) {
  testOrSkip(`finds nothing in a template: ${name}`, () => lint(write(name, toCloudFormation(...input))));
}
for (const file of exampleTemplates) testOrSkip(`finds nothing in ${relative(root, file)}`, () => lint(file));
testOrSkip('finds what is wrong', async () => {
  const template = toCloudFormation(App);
  template.Resources.AppTable?.Properties.AttributeDefinitions.push({ AttributeName: 'unused', AttributeType: 'S' });
  const error: unknown = await lint(write('wrong', template)).catch((thrown: unknown) => thrown);
  assert.match(String(error), 'E3039');
});

test.run();

function testOrSkip(title: string, run: () => Promise<unknown>): void {
  if (absence === undefined) test(title, async () => void (await run()));
  else test.skip(title, absence);
}

/** Fails if cfn-lint has a finding: an error, a warning or a hint. */
async function lint(file: string): Promise<void> {
  const options = ['--include-checks', 'I', '--regions', 'eu-west-1'];
  await runCommand([join(environment, binaries, 'cfn-lint'), ...options, '--', file]);
}

function write(name: string, template: object): string {
  const folder = join(environment, 'templates');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
  writeFileSync(file, JSON.stringify(template, undefined, 2));
  return file;
}
