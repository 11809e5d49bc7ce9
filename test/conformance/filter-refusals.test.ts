import { behaviour } from '../support/conformance.ts';

behaviour('filter-refusals').run();
