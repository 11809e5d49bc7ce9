// `npm run bench`: what the memory adapter costs. `-- --help` lists the options.
import { parseArguments, UsageError, usage } from './arguments.ts';

try {
  const options = parseArguments(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
  } else if (options.against === undefined) {
    const { measureBesideStorage } = await import('./beside-storage.ts');
    await measureBesideStorage(options);
  } else {
    // Loaded only here, so that no third copy of the package, from the sources, is in the process.
    const { measureBuilds } = await import('./builds/measure-builds.ts');
    await measureBuilds(options.against, options);
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
