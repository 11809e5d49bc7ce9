import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from '../support/suite.ts';
import { clientsFolder, installOnce } from './install-once.ts';
import { runClient } from './run-client.ts';
import { runCommand, whyAbsent } from './run-command.ts';

const folder = fileURLToPath(new URL('go', import.meta.url));
const sources = readdirSync(folder).map((file) => join(folder, file));
const names = sources
  .filter((file) => file.endsWith('_test.go'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^func (Test\w+)\(/gm)].map(([, name = '']) => name));

const test = suite('AWS SDK for Go v2', { timeoutMs: 580_000 });
const absence = whyAbsent(['go', 'version']);

let programs: string;

if (absence === undefined) {
  test.before(async () => {
    // Windows runs only files with this extension; other systems accept it.
    const built = await installOnce('go-programs', sources, (target) =>
      runCommand(['go', 'test', '-c', '-trimpath', '-o', join(target, 'programs.exe'), '.'], {
        folder,
        environment: { GOPATH: join(clientsFolder, 'go'), GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local' },
      }),
    );
    programs = join(built, 'programs.exe');
  });
}

for (const name of names) {
  const title = name.replace('Test', '').toLowerCase();
  if (absence === undefined) test(title, () => runClient([programs, '-test.v', '-test.run', `^${name}$`]));
  else test.skip(title, absence);
}

test.run();
