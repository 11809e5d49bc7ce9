import { behaviour } from '../support/conformance.ts';

behaviour('table-refusals').run();
