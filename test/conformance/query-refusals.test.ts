import { behaviour } from '../support/conformance.ts';

behaviour('query-refusals').run();
