import { behaviour } from '../support/conformance.ts';

behaviour('query-paths').run();
