// Runs a bundle where there is nothing but ECMAScript and what browsers and jsdom have: no Node, no TextEncoder.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const context = createContext({ btoa, atob, AbortController, AbortSignal, setTimeout, clearTimeout });
runInContext(readFileSync(process.argv[2], 'utf8'), context);
await context.exercised;
