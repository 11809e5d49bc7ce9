import { behaviour } from '../support/conformance.ts';

behaviour('update-table').run();
