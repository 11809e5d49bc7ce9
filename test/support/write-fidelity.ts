// `npm run docs:fidelity`: updates the README's section on fidelity.
import { readFileSync, writeFileSync } from 'node:fs';
import { withFidelity } from './fidelity.ts';

const readme = new URL('../../README.md', import.meta.url);
writeFileSync(readme, withFidelity(readFileSync(readme, 'utf8')));
