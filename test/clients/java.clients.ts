import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from '../support/suite.ts';
import { installOnce } from './install-once.ts';
import { runClient } from './run-client.ts';
import { runCommand, whyAbsent } from './run-command.ts';

const folder = fileURLToPath(new URL('java', import.meta.url));
const needs = join(folder, 'pom.xml');
const sources = readdirSync(folder).filter((file) => file.endsWith('.java'));

const test = suite('AWS SDK for Java v2', { timeoutMs: 580_000 });
const absence = whyAbsent(['javac', '-version']) ?? whyAbsent(['mvn', '--version']);

let classPath: string;

if (absence === undefined) {
  test.before(async () => {
    const libraries = await installOnce('java', [needs], (target) =>
      runCommand([
        ...['mvn', '--batch-mode', '--file', needs],
        'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
        `-DoutputDirectory=${target}`,
      ]),
    );
    const files = sources.map((file) => join(folder, file));
    const programs = await installOnce('java-programs', [needs, ...files], (target) =>
      runCommand(['javac', '-encoding', 'UTF-8', '-d', target, '-cp', join(libraries, '*'), ...files]),
    );
    classPath = [programs, join(libraries, '*')].join(delimiter);
  });
}

/** Each source file is a program, except the shared one. */
for (const program of sources.map((file) => file.replace('.java', '')).filter((name) => name !== 'Films')) {
  const title = program.toLowerCase();
  if (absence === undefined)
    test(title, () => runClient(['java', '-XX:TieredStopAtLevel=1', '-cp', classPath, program]));
  else test.skip(title, absence);
}

test.run();
