import { conformanceSuites } from 'dynarepo/testing';
import { knownDifferences as historyDifferences } from '../../differential/known-differences/known-differences.ts';
import { dynamoDbLocalVersion, knownDifferences } from '../known-differences/known-differences.ts';
import { emulatorStates, type OperationState } from './emulator-state.ts';

/** Returns the page on fidelity: the state of the emulator, the suites and the lists of differences as they are now. */
export async function fidelityPage(): Promise<string> {
  const states = await emulatorStates();
  const suites = facts(knownDifferences['DynamoDB Local']);
  const histories = facts(historyDifferences).filter((fact) => !suites.includes(fact));
  return `# Fidelity

<!-- Written by \`npm run docs:fidelity\`; do not edit. -->

What the emulator has of DynamoDB, and how that is tested.

## Contents

- [How fidelity is tested](#how-fidelity-is-tested)
- [Operations](#operations)
- [Behaviour suites](#behaviour-suites)
- [Where DynamoDB Local differs](#where-dynamodb-local-differs)
- [Where DynamoDB Local differs in random histories](#where-dynamodb-local-differs-in-random-histories)

## How fidelity is tested

- ${inEnglish(behaviourCount())} behaviours in ${conformanceSuites.length} suites run on the emulator in process, behind a client of the AWS SDK, and over HTTP, and on DynamoDB Local
  ${dynamoDbLocalVersion}.
- Random histories of requests run on the emulator and on DynamoDB Local at the same time; every response must be equal.
- Where DynamoDB Local differs from the service, the emulator follows the service. Each such difference is listed below, and a test fails if DynamoDB
  Local stops differing.

## Operations

The emulator has ${states.filter(({ isBuilt }) => isBuilt).length} of the ${states.length} operations. The others throw a \`NotImplementedError\`; over HTTP, the status is 501.

| operation | emulator | parameters not built yet |
|---|---|---|
${states.map(operationRow).join('\n')}

## Behaviour suites

| suite | behaviours |
|---|---|
${conformanceSuites.map(({ name, tests }) => `| ${name} | ${tests.length} |`).join('\n')}

## Where DynamoDB Local differs

What the service does and DynamoDB Local ${dynamoDbLocalVersion} does not: ${suites.length} facts from the suites.

${suites.map((fact) => `- ${sentence(fact)}`).join('\n')}

## Where DynamoDB Local differs in random histories

${histories.length} more facts from random histories.

${histories.map((fact) => `- ${sentence(fact)}`).join('\n')}
`;
}

function operationRow({ operation, isBuilt, unbuiltParameters }: OperationState): string {
  return `| ${operation} | ${isBuilt ? 'yes' : 'no'} | ${unbuiltParameters.map((name) => `\`${name}\``).join(', ')} |`;
}

function behaviourCount(): number {
  return conformanceSuites.reduce((count, { tests }) => count + tests.length, 0);
}

function inEnglish(count: number): string {
  return count.toLocaleString('en-US');
}

function facts(differences: readonly { readonly fact: string }[]): string[] {
  return [...new Set(differences.map(({ fact }) => fact))];
}

function sentence(fact: string): string {
  const escaped = fact.replaceAll('_', '\\_').replaceAll('<', '&lt;').replaceAll('*', '\\*');
  return `${escaped.slice(0, 1).toUpperCase()}${escaped.slice(1)}${/[.!?]$/.test(escaped) ? '' : '.'}`;
}
