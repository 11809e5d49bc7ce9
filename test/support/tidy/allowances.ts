/** An exception from a rule for a file, and the reason. An allowance that is no longer needed fails the tidy test. */
export interface Allowance {
  readonly path: string;
  readonly because: string;
}

/** Files that may have more than 400 lines. */
export const longFiles: readonly Allowance[] = [];

/** Files whose functions may have more than 60 lines. */
export const longFunctions: readonly Allowance[] = [];

/** Files that may read the clock, random numbers or the environment, because they compose the other parts. */
export const composingFiles: readonly Allowance[] = [
  { path: 'src/domain/environment.ts', because: 'defines the system clock' },
  { path: 'src/adapters/direct/direct-dynamodb.ts', because: 'gives transactions tokens, as the SDK does' },
  { path: 'src/testing/dynamodb-local.ts', because: 'the only file in the package that reads DYNAMODB_ENDPOINT' },
  { path: 'src/cli/remote-engine.ts', because: "turns off the AWS SDK's warning about Node 20" },
  { path: 'src/cli/remote-options.ts', because: "reads the AWS SDK's own variables for endpoints" },
  { path: 'test/support/suite.ts', because: 'CI=true makes the rules for skips stricter' },
  { path: 'test/support/suite.test.ts', because: 'passes the environment to the processes it starts' },
  { path: 'test/support/adapters.ts', because: 'DYNAMODB_ENDPOINT and DYNAMODB_AWS choose the adapters' },
  { path: 'test/support/owned-tables.ts', because: 'table names on AWS must be unique across machines' },
  { path: 'test/support/worker.ts', because: 'passes the environment to the processes it starts' },
  { path: 'test/support/run.ts', because: 'measures the duration of files' },
  { path: '.ci/packed.ts', because: 'passes the search path to the processes it starts, and times them' },
  { path: 'test/testing/dynamodb-local.test.ts', because: 'sets the environment of the processes it starts' },
  { path: 'test/support/integration.ts', because: 'passes the endpoint to the runner' },
  { path: 'test/clients/run-command.ts', because: 'sets the environment of programs in other languages' },
];
