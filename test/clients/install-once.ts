import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

/** Folder of the installed clients, kept between runs and ignored by Git. */
export const clientsFolder: string = fileURLToPath(new URL('../../.cache/clients', import.meta.url));

/**
 * Installs a client in its folder, and again if its sources have changed or the last installation did not finish.
 *
 * @param sources - the files that define the installation
 */
export async function installOnce(
  name: string,
  sources: readonly string[],
  install: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(clientsFolder, name);
  const stamp = join(folder, 'installed-from');
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const digest = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await install(folder);
  writeFileSync(stamp, digest);
  return folder;
}

/**
 * Installs the npm packages of a folder that has their package.json and lock. Returns the folder of the installation, which
 * has the files of the other one too, because Node looks for packages beside a program.
 */
export async function installPackages(name: string, source: string): Promise<string> {
  const manifests = ['package.json', 'package-lock.json'].map((file) => join(source, file));
  const folder = await installOnce(name, manifests, async (target) => {
    cpSync(source, target, { recursive: true });
    await runCommand(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], { folder: target });
  });
  cpSync(source, folder, { recursive: true });
  return folder;
}
