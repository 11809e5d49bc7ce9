import { behaviour } from '../support/conformance.ts';

behaviour('table-settings').run();
