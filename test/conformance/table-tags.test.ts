import { behaviour } from '../support/conformance.ts';

behaviour('table-tags').run();
