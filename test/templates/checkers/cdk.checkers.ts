import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TableProperties, toCdkProps, toCloudFormation } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { installPackages } from '../../clients/install-once.ts';
import { runCommand } from '../../clients/run-command.ts';
import { codeBlocksOf, readPage } from '../../support/docs/pages.ts';
import { suite } from '../../support/suite.ts';
import { App, Complete, Odd, Session, Shape, templates } from '../definitions.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sample = codeBlocksOf(readPage('docs/templates.md')).find(({ info }) => info === 'typescript');

type Tag = NonNullable<TableProperties['Tags']>[number];

const test = suite('aws-cdk-lib', { timeoutMs: 580_000 });

const written = Object.entries(templates).map(([name, input]) => [name, toCloudFormation(...input)] as const);
const sourcesOfProps = [App, Complete, Odd, Session, Shape];
let folder: string;
let synthesized: { readonly templates: Record<string, unknown>; readonly props: Record<string, unknown> };

test.before(async () => {
  folder = await installPackages('cdk', fileURLToPath(new URL('cdk', import.meta.url)));
  renameSync(join(folder, 'cdk-props.ts.txt'), join(folder, 'cdk-props.ts'));
  writeFileSync(join(folder, 'sample.ts'), sample?.code ?? '');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['.'], exclude: ['node_modules'] }),
  );
  const props = Object.fromEntries(sourcesOfProps.map((source) => [source.name, toCdkProps(source)]));
  writeFileSync(join(folder, 'input.json'), JSON.stringify({ templates: Object.fromEntries(written), props }));
  await run('synthesize.mjs', 'input.json', 'output.json');
  synthesized = JSON.parse(readFileSync(join(folder, 'output.json'), 'utf8'));
});

for (const [name, template] of written) {
  test(`CfnInclude synthesizes the template: ${name}`, () => {
    assert.equal(synthesized.templates[name], asSynthesized(template));
  });
}

for (const source of sourcesOfProps) {
  test(`a CfnTable with the properties of ${source.name} is the table of the template`, () => {
    const [resource] = Object.values(toCloudFormation(source).Resources);
    const expected = { Type: 'AWS::DynamoDB::Table', Properties: resource?.Properties };
    assert.equal(synthesized.props[source.name], { Resources: { Table: asSynthesized(expected) } });
  });
}

test('toCdkProps and the sample of the documentation compile', async () => {
  assert.ok(sample);
  await runCommand([process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { folder: root });
});

test('the sample of the documentation runs', async () => {
  await run('sample.ts');
});

test.run();

async function run(...[program = '', ...input]: readonly string[]): Promise<string> {
  const files = [program, ...input].map((file) => join(folder, file));
  return await runCommand([process.execPath, '--import', 'tsx', ...files], { folder: root });
}

/** Returns a copy as JSON with its tags in order of their keys, as CDK writes them. */
function asSynthesized(template: object): unknown {
  return JSON.parse(
    JSON.stringify(template, (name, value) =>
      name === 'Tags' ? value.toSorted((one: Tag, other: Tag) => (one.Key < other.Key ? -1 : 1)) : value,
    ),
  );
}
