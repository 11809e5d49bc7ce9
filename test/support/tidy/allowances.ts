/** A file to which a rule does not apply, and why. One that is not needed any more fails the tidy test. */
export interface Allowance {
  readonly path: string;
  readonly because: string;
}

/** Files that may have more than 400 lines. */
export const longFiles: readonly Allowance[] = [];

/** Functions that may have more than 60 lines: files in which they are. */
export const longFunctions: readonly Allowance[] = [];

/** Files that may read the clock, take chance numbers, or read the environment: the places that compose things. */
export const composingFiles: readonly Allowance[] = [
  { path: 'src/domain/environment.ts', because: 'the system clock, for those who compose things' },
  { path: 'src/testing/dynamodb-local.ts', because: 'DYNAMODB_ENDPOINT is read here and nowhere else in the package' },
  { path: 'src/cli/remote-engine.ts', because: "the AWS SDK's warning about Node 20 can only be turned off there" },
  { path: 'src/cli/remote-options.ts', because: "the AWS SDK's own variables for endpoints say which engine is meant" },
  { path: 'test/support/suite.ts', because: 'CI=true makes the rules for skips stricter' },
  { path: 'test/support/suite.test.ts', because: 'passes the environment on to the processes it starts' },
  { path: 'test/support/adapters.ts', because: 'DYNAMODB_ENDPOINT and DYNAMODB_AWS choose the adapters' },
  { path: 'test/support/owned-tables.ts', because: 'table names on AWS must be unique across machines' },
  { path: 'test/support/worker.ts', because: 'passes the environment on to the processes it starts' },
  { path: 'test/support/run.ts', because: 'reports how long files took' },
  { path: '.ci/packed.ts', because: 'passes the search path on to the processes it starts, and times them' },
  { path: 'test/testing/dynamodb-local.test.ts', because: 'gives processes an environment of their own' },
  { path: 'test/support/integration.ts', because: 'hands the endpoint on to the runner' },
  { path: 'test/clients/run-command.ts', because: 'gives programs of other languages an environment of their own' },
];
