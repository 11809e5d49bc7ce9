import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from '../support/suite.ts';
import { adoptModels } from './adopted-models.ts';
import { installOnce } from './install-once.ts';
import { runClient } from './run-client.ts';
import { runCommand, whyAbsent } from './run-command.ts';

const programs = fileURLToPath(new URL('python', import.meta.url));
const requirements = join(programs, 'requirements.txt');
const python = process.platform === 'win32' ? 'python' : 'python3';
const binaries = process.platform === 'win32' ? 'Scripts' : 'bin';

const test = suite('clients in Python', { timeoutMs: 580_000 });
const absence = whyAbsent([python, '-c', 'import ensurepip, venv']);

let environment: string;

if (absence === undefined) {
  test.before(async () => {
    environment = await installOnce('python', [requirements], async (folder) => {
      await runCommand([python, '-m', 'venv', folder]);
      await runCommand([join(folder, binaries, 'pip'), 'install', '--quiet', '--requirement', requirements]);
    });
  });
}

/** Each program is a test, in a file named after the client and the topic. */
for (const file of readdirSync(programs).filter((name) => /^(boto3|pynamodb|aws_cli)_.*\.py$/.test(name))) {
  const title = file.replace('.py', '').replaceAll('_', ' ');
  if (absence === undefined) test(title, () => runProgram(file));
  else test.skip(title, absence);
}

const besideTitle = 'pynamodb beside dynarepo on one table';
if (absence === undefined)
  test(besideTitle, () => adoptModels(interpreter(), join(programs, 'adopted_by_dynarepo.py')));
else test.skip(besideTitle, absence);

test.run();

function interpreter(): string {
  return join(environment, binaries, 'python');
}

function runProgram(file: string): Promise<void> {
  return runClient([interpreter(), join(programs, file)], {
    environment: { PYTHONDONTWRITEBYTECODE: '1' },
  });
}
