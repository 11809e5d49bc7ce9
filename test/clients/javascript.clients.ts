import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from '../support/suite.ts';
import { installPackages } from './install-once.ts';
import { runClient } from './run-client.ts';
import { whyAbsent } from './run-command.ts';

const folder = fileURLToPath(new URL('javascript', import.meta.url));
const sources = readdirSync(folder).filter((file) => file.endsWith('.mjs'));

const test = suite('libraries of npm', { timeoutMs: 580_000 });
const absence = whyAbsent(['npm', '--version']);

let installed: string;

if (absence === undefined) {
  test.before(async () => {
    installed = await installPackages('javascript', folder);
  });
}

/** Each source file is a program, named after its library, except the shared one. */
for (const file of sources.filter((name) => name !== 'create-table.mjs')) {
  const title = file.replace('.mjs', '');
  if (absence === undefined) test(title, () => runProgram(file));
  else test.skip(title, absence);
}

test.run();

function runProgram(file: string): Promise<void> {
  return runClient([process.execPath, join(installed, file)], { environment: { NODE_NO_WARNINGS: '1' } });
}
