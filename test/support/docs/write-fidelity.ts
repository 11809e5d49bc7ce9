// `npm run docs:fidelity`: writes the page on fidelity.
import { writeFileSync } from 'node:fs';
import { fidelityPage } from './fidelity-page.ts';

writeFileSync(new URL('../../../docs/fidelity.md', import.meta.url), await fidelityPage());
