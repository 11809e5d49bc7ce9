import { conformanceSuites } from 'dynarepo/testing';
import { knownDifferences as historyDifferences } from '../differential/known-differences/known-differences.ts';
import { dynamoDbLocalVersion, knownDifferences } from './known-differences/known-differences.ts';

const start = '<!-- fidelity: written by `npm run docs:fidelity` -->';
const end = '<!-- end of fidelity -->';

/** Returns a README with its section on fidelity updated from the suites and the lists of known differences. */
export function withFidelity(readme: string): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the README lacks "${start}" or "${end}"`);
  return `${readme.slice(0, from + start.length)}\n${section()}\n${readme.slice(to)}`;
}

function section(): string {
  const behaviours = conformanceSuites.reduce((count, { tests }) => count + tests.length, 0);
  const names = conformanceSuites.map(({ name, tests }) => `${name} ${tests.length}`).join(', ');
  const local = facts(knownDifferences['DynamoDB Local']);
  const histories = facts(historyDifferences).filter((fact) => !local.includes(fact));
  return `
${behaviours.toLocaleString('en-US')} behaviours in ${conformanceSuites.length} suites run on the memory adapter, on it behind an SDK client and over HTTP, and on DynamoDB
Local ${dynamoDbLocalVersion}. In addition, random histories of requests run on both the memory adapter and DynamoDB Local and must have the same outcomes.
Where DynamoDB Local differs from the service, the memory adapter follows the service.

<details>
<summary>The suites and their numbers of behaviours</summary>

${names}.

</details>

<details>
<summary>Behaviours of the service that DynamoDB Local ${dynamoDbLocalVersion} does not share: ${local.length} facts from the suites, ${histories.length} more from random histories</summary>

${[...local, ...histories].map((fact) => `- ${sentence(fact)}`).join('\n')}

</details>
`;
}

function facts(differences: readonly { readonly fact: string }[]): string[] {
  return [...new Set(differences.map(({ fact }) => fact))];
}

function sentence(fact: string): string {
  const escaped = fact.replaceAll('_', '\\_').replaceAll('<', '&lt;').replaceAll('*', '\\*');
  return `${escaped.slice(0, 1).toUpperCase()}${escaped.slice(1)}${/[.!?]$/.test(escaped) ? '' : '.'}`;
}
