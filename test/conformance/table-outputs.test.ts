import { behaviour } from '../support/conformance.ts';

behaviour('table-outputs').run();
