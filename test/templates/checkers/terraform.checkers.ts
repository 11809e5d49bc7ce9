import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toTerraform } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { installPackages } from '../../clients/install-once.ts';
import { runCommand } from '../../clients/run-command.ts';
import { suite } from '../../support/suite.ts';
import { App, Complete, Odd, Session, Shape } from '../definitions.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Arguments that are lists have a plural name in Pulumi; the others have the name of Terraform in camel case. */
const plurals: Readonly<Record<string, string>> = {
  attribute: 'attributes',
  global_secondary_index: 'globalSecondaryIndexes',
  key_schema: 'keySchemas',
  local_secondary_index: 'localSecondaryIndexes',
};

const test = suite("the schema of Terraform's AWS provider, as @pulumi/aws has it", { timeoutMs: 580_000 });

let folder: string;

test.before(async () => {
  folder = await installPackages('terraform', fileURLToPath(new URL('terraform', import.meta.url)));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['tables.ts'], exclude: [] }),
  );
});

test('has the arguments that toTerraform writes, with their types', () => compile(tables()));

test('has no other arguments', async () => {
  for (const wrong of [{ sort_key: 'sk' }, { hash_key: 7 }, { local_secondary_index: [{ name: 'byState' }] }]) {
    const [table] = tables();
    const error: unknown = await compile([{ ...table, ...wrong }]).catch((thrown: unknown) => thrown);
    assert.match(String(error), /error TS2\d+/);
  }
});

test.run();

function tables(): readonly object[] {
  const { resource } = toTerraform([App, Complete, Odd, Session, Shape], { preventDestroy: false });
  return Object.values(resource.aws_dynamodb_table);
}

async function compile(configurations: readonly object[]): Promise<void> {
  const written = JSON.stringify(configurations.map(toPulumi), undefined, 2);
  writeFileSync(
    join(folder, 'tables.ts'),
    `import type { TableArgs } from '@pulumi/aws/dynamodb/table.js';\nexport const tables: TableArgs[] = ${written};\n`,
  );
  await runCommand([process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { folder: root });
}

/** Renames the arguments of a configuration; tags keep their names. */
function toPulumi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPulumi);
  if (typeof value !== 'object' || value === null) return value;
  const renamed = Object.entries(value).map(([name, member]) => [
    plurals[name] ?? name.replace(/_(.)/g, (_, first: string) => first.toUpperCase()),
    name === 'tags' ? member : toPulumi(member),
  ]);
  return Object.fromEntries(renamed);
}
