// `npm run bench`: what the memory adapter costs. `-- --help` lists the options.
import { spawnSync } from 'node:child_process';
import { getHeapStatistics } from 'node:v8';
import { type BenchOptions, parseArguments, UsageError, usage } from './arguments.ts';
import { printResults, Report } from './report.ts';

/** What a million items need in several engines at once. */
const millionHeapMb = 12_288;

try {
  const options = parseArguments(process.argv.slice(2));
  if (options.help) console.log(usage);
  else if (options.million && getHeapStatistics().heap_size_limit < millionHeapMb * 2 ** 20) startWithMoreHeap();
  else await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}

async function run(options: BenchOptions): Promise<void> {
  const report = new Report(options.json ? console.error : console.log);
  if (options.profile !== undefined) {
    const { profileRows } = await import('./profile-rows.ts');
    return profileRows(options.profile, report);
  }
  if (options.against === undefined) {
    const { measureOwn } = await import('./measure-own.ts');
    await measureOwn(options, report);
  } else {
    // Loaded only here, so that no third copy of the package, from the sources, is in the process.
    const { measureBuilds } = await import('./builds/measure-builds.ts');
    await measureBuilds(options.against, options, report);
  }
  if (options.json) process.stdout.write(printResults(report.results()));
  if (options.write) {
    const { writeResults } = await import('./pages/write-results.ts');
    writeResults(report.results());
  }
}

function startWithMoreHeap(): void {
  const args = [...process.execArgv, `--max-old-space-size=${millionHeapMb}`, ...process.argv.slice(1)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
