// `npm run example:inversify`: the same application, wired in two ways.
import { deepStrictEqual, rejects } from 'node:assert/strict';
import { repository } from 'dynarepo';
import { DYNAMODB } from 'dynarepo/inversify';
import type { Container } from 'inversify';
import { SignUp } from './sign-up.ts';
import { User } from './user.ts';
import { wireByDecorators } from './wired-by-decorators.ts';
import { wireByResolvedValue } from './wired-by-resolved-value.ts';

await run('toResolvedValue', wireByResolvedValue());
await run('@injectable and @inject', wireByDecorators());

async function run(name: string, container: Container): Promise<void> {
  await repository(User, container.get(DYNAMODB)).table.ensure();
  const signUp = container.get(SignUp);
  const jane = await signUp.signUp('u-1', 'Jane', 'jane@example.org');
  deepStrictEqual(jane, { id: 'u-1', name: 'Jane', email: 'jane@example.org', version: 1 });
  await rejects(signUp.signUp('u-2', 'Joan', 'jane@example.org'), /belongs to Jane already/);
  await container.unbindAll();
  console.log(`wired by ${name}: Jane has signed up, and her address cannot be used again`);
}
