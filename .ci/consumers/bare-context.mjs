// Runs a bundle where there is nothing but ECMAScript, btoa and atob: no Node, no TextEncoder, no timers.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const context = createContext({ btoa, atob });
runInContext(readFileSync(process.argv[2], 'utf8'), context);
await context.exercised;
