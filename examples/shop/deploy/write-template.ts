// `npx tsx examples/shop/deploy/write-template.ts`: writes template.json, with which CloudFormation creates the shop's table.
import { writeFileSync } from 'node:fs';
import { shopTemplate } from './template.ts';

writeFileSync(new URL('template.json', import.meta.url), `${JSON.stringify(shopTemplate(), undefined, 2)}\n`);
